ALTER TABLE "order_items" DROP CONSTRAINT "order_items_total_adds_up";--> statement-breakpoint
ALTER TABLE "event_attendance" ALTER COLUMN "points_earned" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "point_balances" ALTER COLUMN "balance" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "point_transactions" ALTER COLUMN "amount" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "point_transactions" ALTER COLUMN "balance" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "points_purchases" ALTER COLUMN "points_received" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "points_purchases" ALTER COLUMN "points_owed" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "order_items" ALTER COLUMN "total_points" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "total_points" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "point_balances" ADD CONSTRAINT "point_balances_within_limit" CHECK ("point_balances"."balance" <= 9007199254740991 and "point_balances"."total_earned" <= 9007199254740991);--> statement-breakpoint
ALTER TABLE "point_transactions" ADD CONSTRAINT "point_transactions_within_limit" CHECK (abs("point_transactions"."amount") <= 9007199254740991 and "point_transactions"."balance" <= 9007199254740991);--> statement-breakpoint
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_total_adds_up" CHECK ("order_items"."points_per_item" >= 0 and "order_items"."total_points" = "order_items"."quantity"::bigint * "order_items"."points_per_item");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_total_within_limit" CHECK ("orders"."total_points" <= 9007199254740991);