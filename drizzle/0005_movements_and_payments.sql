CREATE TABLE "payment_events" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "payment_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"provider" text NOT NULL,
	"event_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"kind" text NOT NULL,
	"reference" text,
	"amount_cents" integer,
	"currency" text,
	"occurred_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_events_provider_eventId_unique" UNIQUE("provider","event_id"),
	CONSTRAINT "payment_events_kind_known" CHECK ("payment_events"."kind" in ('succeeded', 'failed', 'refunded', 'disputed', 'dispute_won', 'dispute_lost')),
	CONSTRAINT "payment_events_amounts" CHECK (("payment_events"."amount_cents" is null) = ("payment_events"."currency" is null) and coalesce("payment_events"."amount_cents", 0) >= 0)
);
--> statement-breakpoint
CREATE TABLE "inventory_movements" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inventory_movements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"user_id" text NOT NULL,
	"product_id" integer NOT NULL,
	"quantity" integer NOT NULL,
	"kind" text NOT NULL,
	"reference" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inventory_movements_kind_known" CHECK ("inventory_movements"."kind" in ('purchase', 'transfer_in', 'transfer_out', 'consume', 'refund', 'erase')),
	CONSTRAINT "inventory_movements_direction" CHECK (case when "inventory_movements"."kind" in ('purchase', 'transfer_in') then "inventory_movements"."quantity" > 0 else "inventory_movements"."quantity" < 0 end)
);
--> statement-breakpoint
ALTER TABLE "points_purchases" ADD COLUMN "payment_url" text;--> statement-breakpoint
ALTER TABLE "points_purchases" ADD COLUMN "payment_client_secret" text;--> statement-breakpoint
ALTER TABLE "points_purchases" ADD COLUMN "refunded_usd" numeric(10, 2) DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "points_purchases" ADD COLUMN "points_owed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "inventory_movements" ADD CONSTRAINT "inventory_movements_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_movements" ADD CONSTRAINT "inventory_movements_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payment_events_provider_payment_id_index" ON "payment_events" USING btree ("provider","payment_id");--> statement-breakpoint
CREATE INDEX "inventory_movements_user_id_product_id_index" ON "inventory_movements" USING btree ("user_id","product_id");--> statement-breakpoint
CREATE INDEX "inventory_movements_product_id_index" ON "inventory_movements" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "inventory_movements_reference_index" ON "inventory_movements" USING btree ("reference");--> statement-breakpoint
ALTER TABLE "points_purchases" ADD CONSTRAINT "points_purchases_refund_within_amount" CHECK ("points_purchases"."refunded_usd" between 0 and "points_purchases"."amount_usd" and "points_purchases"."points_owed" between 0 and "points_purchases"."points_received");