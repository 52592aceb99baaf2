ALTER TABLE "point_balances" ADD COLUMN "total_earned" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "space_bans" ADD COLUMN "until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "space_bans" ADD COLUMN "banned_by" text;--> statement-breakpoint
ALTER TABLE "space_bans" ADD CONSTRAINT "space_bans_banned_by_user_id_fk" FOREIGN KEY ("banned_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "point_balances_leaderboard_index" ON "point_balances" USING btree ("creator_id","total_earned" DESC NULLS FIRST,"id") WHERE "point_balances"."total_earned" > 0;--> statement-breakpoint
ALTER TABLE "point_balances" ADD CONSTRAINT "point_balances_total_earned_not_negative" CHECK ("point_balances"."total_earned" >= 0);