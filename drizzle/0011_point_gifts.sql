CREATE TABLE "point_gifts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "point_gifts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"gift_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"message" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "point_gifts_giftId_unique" UNIQUE("gift_id")
);
--> statement-breakpoint
ALTER TABLE "point_gifts" ADD CONSTRAINT "point_gifts_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "point_gifts_user_id_id_index" ON "point_gifts" USING btree ("user_id","id");