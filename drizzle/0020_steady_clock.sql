CREATE TABLE "steady_clock" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"ahead_ms" double precision DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "steady_clock_one_row" CHECK ("steady_clock"."id" = 1)
);
--> statement-breakpoint
-- The one row: a database begins with no correction of its clock.
INSERT INTO "steady_clock" DEFAULT VALUES;
