CREATE TABLE "space_mutes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "space_mutes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"space_id" integer NOT NULL,
	"user_id" text NOT NULL,
	"reason" text,
	"until" timestamp with time zone,
	"muted_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "space_mutes_spaceId_userId_unique" UNIQUE("space_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "space_mutes" ADD CONSTRAINT "space_mutes_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "space_mutes" ADD CONSTRAINT "space_mutes_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "space_mutes" ADD CONSTRAINT "space_mutes_muted_by_user_id_fk" FOREIGN KEY ("muted_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;