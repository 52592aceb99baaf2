ALTER TABLE "idempotency_keys" ADD COLUMN "about_user_id" text;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_about_user_id_user_id_fk" FOREIGN KEY ("about_user_id") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_expires_at_index" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "verification_expires_at_index" ON "verification" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_about_user_index" ON "idempotency_keys" USING btree ("about_user_id") WHERE "idempotency_keys"."about_user_id" is not null;--> statement-breakpoint
CREATE INDEX "space_bans_until_index" ON "space_bans" USING btree ("until");--> statement-breakpoint
CREATE INDEX "space_mutes_until_index" ON "space_mutes" USING btree ("until");