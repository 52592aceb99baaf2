CREATE TABLE "outbox_tasks" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_tasks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"kind" text NOT NULL,
	"payload" text NOT NULL,
	"key" text,
	"due_at" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"parked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_tasks_counts" CHECK ("outbox_tasks"."version" >= 0 and "outbox_tasks"."attempts" >= 0)
);
--> statement-breakpoint
CREATE INDEX "outbox_tasks_due_index" ON "outbox_tasks" USING btree ("kind","due_at","id") WHERE "outbox_tasks"."parked_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_tasks_one_for_key" ON "outbox_tasks" USING btree ("kind","key") WHERE "outbox_tasks"."parked_at" is null;