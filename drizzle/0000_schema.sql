CREATE TABLE "event_attendance" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_attendance_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"user_id" text NOT NULL,
	"event_id" integer NOT NULL,
	"joined_at" timestamp with time zone DEFAULT now() NOT NULL,
	"left_at" timestamp with time zone,
	"duration" integer,
	"points_earned" integer DEFAULT 0 NOT NULL,
	"metadata" jsonb,
	"stay_id" text NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"dropped_at" timestamp with time zone,
	CONSTRAINT "event_attendance_left_after_joined" CHECK ("event_attendance"."left_at" is null or "event_attendance"."left_at" >= "event_attendance"."joined_at"),
	CONSTRAINT "event_attendance_closed_has_duration" CHECK (("event_attendance"."left_at" is null) = ("event_attendance"."duration" is null)),
	CONSTRAINT "event_attendance_not_negative" CHECK (coalesce("event_attendance"."duration", 0) >= 0 and "event_attendance"."points_earned" >= 0)
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"user_name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"avatar_url" text,
	"social_links" jsonb,
	"role" text DEFAULT 'user' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_userName_unique" UNIQUE("user_name"),
	CONSTRAINT "user_email_unique" UNIQUE("email"),
	CONSTRAINT "user_role_known" CHECK ("user"."role" in ('user', 'creator', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "avatar_base_models" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "avatar_base_models_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"public_id" varchar(12) NOT NULL,
	"name" text NOT NULL,
	"mesh_url" text NOT NULL,
	"skeleton_url" text NOT NULL,
	"thumbnail_url" text,
	"rig_type" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "avatar_base_models_publicId_unique" UNIQUE("public_id")
);
--> statement-breakpoint
CREATE TABLE "avatar_equipped_items" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "avatar_equipped_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"user_avatar_id" integer NOT NULL,
	"slot_name" text NOT NULL,
	"item_id" integer NOT NULL,
	"color_variant" jsonb,
	"equipped_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "avatar_equipped_items_userAvatarId_slotName_unique" UNIQUE("user_avatar_id","slot_name")
);
--> statement-breakpoint
CREATE TABLE "avatar_items" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "avatar_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"public_id" varchar(12) NOT NULL,
	"product_id" integer,
	"creator_id" integer,
	"base_model_id" integer NOT NULL,
	"slot_name" text NOT NULL,
	"mesh_url" text,
	"texture_url" text,
	"thumbnail_url" text NOT NULL,
	"metadata" jsonb,
	"incompatible_with" integer[],
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "avatar_items_publicId_unique" UNIQUE("public_id")
);
--> statement-breakpoint
CREATE TABLE "avatar_slots" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "avatar_slots_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"base_model_id" integer NOT NULL,
	"slot_name" text NOT NULL,
	"slot_type" text NOT NULL,
	"max_items" integer DEFAULT 1 NOT NULL,
	"display_order" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "avatar_slots_baseModelId_slotName_unique" UNIQUE("base_model_id","slot_name"),
	CONSTRAINT "avatar_slots_type_known" CHECK ("avatar_slots"."slot_type" in ('mesh_replacement', 'attachment', 'texture_overlay')),
	CONSTRAINT "avatar_slots_max_items_positive" CHECK ("avatar_slots"."max_items" > 0)
);
--> statement-breakpoint
CREATE TABLE "user_avatar_inventory" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "user_avatar_inventory_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"user_id" text NOT NULL,
	"item_id" integer NOT NULL,
	"acquired_at" timestamp with time zone DEFAULT now() NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "user_avatar_inventory_userId_itemId_unique" UNIQUE("user_id","item_id"),
	CONSTRAINT "user_avatar_inventory_source_known" CHECK ("user_avatar_inventory"."source" in ('purchase', 'reward', 'starter', 'gift'))
);
--> statement-breakpoint
CREATE TABLE "user_avatars" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "user_avatars_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"public_id" varchar(12) NOT NULL,
	"user_id" text NOT NULL,
	"base_model_id" integer NOT NULL,
	"name" text DEFAULT 'My Avatar' NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_avatars_publicId_unique" UNIQUE("public_id")
);
--> statement-breakpoint
CREATE TABLE "creators" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "creators_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"public_id" varchar(12) NOT NULL,
	"user_id" text NOT NULL,
	"bio" text,
	"points_name" text DEFAULT 'Points' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "creators_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "creators_userId_unique" UNIQUE("user_id")
);
--> statement-breakpoint
CREATE TABLE "tribes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tribes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"public_id" varchar(12) NOT NULL,
	"creator_id" integer NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"perks" jsonb,
	"join_cost" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tribes_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "tribes_creatorId_unique" UNIQUE("creator_id"),
	CONSTRAINT "tribes_join_cost_not_negative" CHECK ("tribes"."join_cost" >= 0)
);
--> statement-breakpoint
CREATE TABLE "user_tribe_memberships" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "user_tribe_memberships_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"user_id" text NOT NULL,
	"tribe_id" integer NOT NULL,
	"role" text DEFAULT 'member' NOT NULL,
	"joined_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_tribe_memberships_userId_tribeId_unique" UNIQUE("user_id","tribe_id"),
	CONSTRAINT "user_tribe_memberships_role_known" CHECK ("user_tribe_memberships"."role" in ('member', 'moderator', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "creator_points_config" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "creator_points_config_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"creator_id" integer NOT NULL,
	"points_name" text DEFAULT 'Points' NOT NULL,
	"points_symbol" text DEFAULT '🪙' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "creator_points_config_creatorId_unique" UNIQUE("creator_id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "idempotency_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"user_id" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"answer" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_userId_key_unique" UNIQUE("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "point_balances" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "point_balances_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"user_id" text NOT NULL,
	"creator_id" integer NOT NULL,
	"balance" integer DEFAULT 0 NOT NULL,
	"last_updated" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "point_balances_userId_creatorId_unique" UNIQUE("user_id","creator_id"),
	CONSTRAINT "point_balances_not_negative" CHECK ("point_balances"."balance" >= 0)
);
--> statement-breakpoint
CREATE TABLE "point_transactions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "point_transactions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"transaction_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"creator_id" integer NOT NULL,
	"amount" integer NOT NULL,
	"balance" integer NOT NULL,
	"type" text NOT NULL,
	"source" text NOT NULL,
	"reference_type" text,
	"reference_id" integer,
	"description" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "point_transactions_transactionId_unique" UNIQUE("transaction_id"),
	CONSTRAINT "point_transactions_amount_not_zero" CHECK ("point_transactions"."amount" <> 0),
	CONSTRAINT "point_transactions_balance_not_negative" CHECK ("point_transactions"."balance" >= 0),
	CONSTRAINT "point_transactions_type_known" CHECK ("point_transactions"."type" in ('earn', 'spend', 'purchase', 'refund', 'gift')),
	CONSTRAINT "point_transactions_source_known" CHECK ("point_transactions"."source" in ('store', 'package_purchase', 'experience', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "points_packages" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "points_packages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"public_id" varchar(12) NOT NULL,
	"creator_id" integer NOT NULL,
	"name" text NOT NULL,
	"points_amount" integer NOT NULL,
	"price_usd" numeric(10, 2) NOT NULL,
	"bonus_points" integer DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"display_order" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "points_packages_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "points_packages_amounts" CHECK ("points_packages"."points_amount" > 0 and "points_packages"."bonus_points" >= 0 and "points_packages"."price_usd" > 0)
);
--> statement-breakpoint
CREATE TABLE "points_purchases" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "points_purchases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"transaction_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"creator_id" integer NOT NULL,
	"package_id" integer NOT NULL,
	"points_received" integer NOT NULL,
	"amount_usd" numeric(10, 2) NOT NULL,
	"payment_provider" text NOT NULL,
	"payment_id" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"purchased_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "points_purchases_transactionId_unique" UNIQUE("transaction_id"),
	CONSTRAINT "points_purchases_payment_unique" UNIQUE("payment_provider","payment_id"),
	CONSTRAINT "points_purchases_amounts" CHECK ("points_purchases"."points_received" > 0 and "points_purchases"."amount_usd" >= 0),
	CONSTRAINT "points_purchases_status_known" CHECK ("points_purchases"."status" in ('pending', 'completed', 'failed', 'refunded'))
);
--> statement-breakpoint
CREATE TABLE "creator_stores" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "creator_stores_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"public_id" varchar(12) NOT NULL,
	"creator_id" integer NOT NULL,
	"store_name" text NOT NULL,
	"description" text,
	"banner_url" text,
	"logo_url" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"settings" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "creator_stores_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "creator_stores_creatorId_unique" UNIQUE("creator_id")
);
--> statement-breakpoint
CREATE TABLE "order_items" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "order_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"order_id" integer NOT NULL,
	"product_id" integer NOT NULL,
	"quantity" integer DEFAULT 1 NOT NULL,
	"points_per_item" integer NOT NULL,
	"total_points" integer NOT NULL,
	"metadata" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_items_quantity_positive" CHECK ("order_items"."quantity" > 0),
	CONSTRAINT "order_items_total_adds_up" CHECK ("order_items"."points_per_item" >= 0 and "order_items"."total_points" = "order_items"."quantity" * "order_items"."points_per_item")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "orders_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"order_number" uuid NOT NULL,
	"user_id" text NOT NULL,
	"creator_id" integer NOT NULL,
	"total_points" integer NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"payment_transaction_id" integer,
	"notes" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_orderNumber_unique" UNIQUE("order_number"),
	CONSTRAINT "orders_total_not_negative" CHECK ("orders"."total_points" >= 0),
	CONSTRAINT "orders_status_known" CHECK ("orders"."status" in ('pending', 'completed', 'shipped', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "products_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"public_id" varchar(12) NOT NULL,
	"creator_id" integer NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"product_type" text NOT NULL,
	"digital_asset_url" text,
	"item_id" integer,
	"price_points" integer NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"max_quantity" integer,
	"current_stock" integer,
	"release_date" timestamp with time zone,
	"metadata" jsonb,
	"display_order" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "products_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "products_type_known" CHECK ("products"."product_type" in ('avatar', 'collectible', 'digital_asset', 'merchandise', 'access_pass', 'custom')),
	CONSTRAINT "products_price_not_negative" CHECK ("products"."price_points" >= 0),
	CONSTRAINT "products_stock_within_quantity" CHECK (("products"."max_quantity" is null) = ("products"."current_stock" is null) and coalesce("products"."current_stock", 0) between 0 and coalesce("products"."max_quantity", 0))
);
--> statement-breakpoint
CREATE TABLE "user_inventory" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "user_inventory_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"public_id" varchar(12) NOT NULL,
	"user_id" text NOT NULL,
	"product_id" integer NOT NULL,
	"order_id" integer,
	"quantity" integer DEFAULT 1 NOT NULL,
	"acquired_at" timestamp with time zone DEFAULT now() NOT NULL,
	"metadata" jsonb,
	CONSTRAINT "user_inventory_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "user_inventory_userId_productId_unique" UNIQUE("user_id","product_id"),
	CONSTRAINT "user_inventory_quantity_not_negative" CHECK ("user_inventory"."quantity" >= 0)
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"public_id" varchar(12) NOT NULL,
	"space_id" integer NOT NULL,
	"name" text NOT NULL,
	"start_time" timestamp with time zone NOT NULL,
	"end_time" timestamp with time zone NOT NULL,
	"description" text,
	"is_live" boolean DEFAULT false NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"points_per_minute" integer DEFAULT 0 NOT NULL,
	"minimum_seconds" integer DEFAULT 0 NOT NULL,
	"maximum_points" integer,
	"reward_budget" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "events_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "events_end_after_start" CHECK ("events"."end_time" > "events"."start_time"),
	CONSTRAINT "events_live_is_started" CHECK (not "events"."is_live" or ("events"."started_at" is not null and "events"."ended_at" is null)),
	CONSTRAINT "events_ended_after_started" CHECK ("events"."ended_at" is null or "events"."ended_at" >= "events"."started_at"),
	CONSTRAINT "events_reward_not_negative" CHECK ("events"."points_per_minute" >= 0 and "events"."minimum_seconds" >= 0 and coalesce("events"."maximum_points", 0) >= 0 and coalesce("events"."reward_budget", 0) >= 0)
);
--> statement-breakpoint
CREATE TABLE "space_bans" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "space_bans_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"space_id" integer NOT NULL,
	"user_id" text NOT NULL,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "space_bans_spaceId_userId_unique" UNIQUE("space_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "spaces" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "spaces_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"public_id" varchar(12) NOT NULL,
	"world_id" integer NOT NULL,
	"name" text NOT NULL,
	"space_type" text NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"capacity" integer DEFAULT 100 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "spaces_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "spaces_capacity_positive" CHECK ("spaces"."capacity" > 0)
);
--> statement-breakpoint
CREATE TABLE "worlds" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "worlds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"public_id" varchar(12) NOT NULL,
	"creator_id" integer NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "worlds_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "worlds_creatorId_unique" UNIQUE("creator_id")
);
--> statement-breakpoint
ALTER TABLE "event_attendance" ADD CONSTRAINT "event_attendance_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_attendance" ADD CONSTRAINT "event_attendance_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_equipped_items" ADD CONSTRAINT "avatar_equipped_items_user_avatar_id_user_avatars_id_fk" FOREIGN KEY ("user_avatar_id") REFERENCES "public"."user_avatars"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_equipped_items" ADD CONSTRAINT "avatar_equipped_items_item_id_avatar_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."avatar_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_items" ADD CONSTRAINT "avatar_items_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_items" ADD CONSTRAINT "avatar_items_creator_id_creators_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."creators"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_items" ADD CONSTRAINT "avatar_items_base_model_id_avatar_base_models_id_fk" FOREIGN KEY ("base_model_id") REFERENCES "public"."avatar_base_models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_slots" ADD CONSTRAINT "avatar_slots_base_model_id_avatar_base_models_id_fk" FOREIGN KEY ("base_model_id") REFERENCES "public"."avatar_base_models"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_avatar_inventory" ADD CONSTRAINT "user_avatar_inventory_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_avatar_inventory" ADD CONSTRAINT "user_avatar_inventory_item_id_avatar_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."avatar_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_avatars" ADD CONSTRAINT "user_avatars_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_avatars" ADD CONSTRAINT "user_avatars_base_model_id_avatar_base_models_id_fk" FOREIGN KEY ("base_model_id") REFERENCES "public"."avatar_base_models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "creators" ADD CONSTRAINT "creators_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tribes" ADD CONSTRAINT "tribes_creator_id_creators_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."creators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_tribe_memberships" ADD CONSTRAINT "user_tribe_memberships_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_tribe_memberships" ADD CONSTRAINT "user_tribe_memberships_tribe_id_tribes_id_fk" FOREIGN KEY ("tribe_id") REFERENCES "public"."tribes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "creator_points_config" ADD CONSTRAINT "creator_points_config_creator_id_creators_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."creators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_balances" ADD CONSTRAINT "point_balances_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_balances" ADD CONSTRAINT "point_balances_creator_id_creators_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."creators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_transactions" ADD CONSTRAINT "point_transactions_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_transactions" ADD CONSTRAINT "point_transactions_creator_id_creators_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."creators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "points_packages" ADD CONSTRAINT "points_packages_creator_id_creators_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."creators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "points_purchases" ADD CONSTRAINT "points_purchases_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "points_purchases" ADD CONSTRAINT "points_purchases_creator_id_creators_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."creators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "points_purchases" ADD CONSTRAINT "points_purchases_package_id_points_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."points_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "creator_stores" ADD CONSTRAINT "creator_stores_creator_id_creators_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."creators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_creator_id_creators_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."creators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_payment_transaction_id_point_transactions_id_fk" FOREIGN KEY ("payment_transaction_id") REFERENCES "public"."point_transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_creator_id_creators_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."creators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_item_id_avatar_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."avatar_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_inventory" ADD CONSTRAINT "user_inventory_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_inventory" ADD CONSTRAINT "user_inventory_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_inventory" ADD CONSTRAINT "user_inventory_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "space_bans" ADD CONSTRAINT "space_bans_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "space_bans" ADD CONSTRAINT "space_bans_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spaces" ADD CONSTRAINT "spaces_world_id_worlds_id_fk" FOREIGN KEY ("world_id") REFERENCES "public"."worlds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worlds" ADD CONSTRAINT "worlds_creator_id_creators_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."creators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_attendance_user_id_index" ON "event_attendance" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "event_attendance_event_id_index" ON "event_attendance" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "event_attendance_joined_at_index" ON "event_attendance" USING btree ("joined_at");--> statement-breakpoint
CREATE INDEX "event_attendance_event_user_index" ON "event_attendance" USING btree ("event_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_attendance_stay_unique" ON "event_attendance" USING btree ("event_id","stay_id");--> statement-breakpoint
CREATE INDEX "event_attendance_open_index" ON "event_attendance" USING btree ("last_seen_at") WHERE "event_attendance"."left_at" is null;--> statement-breakpoint
CREATE INDEX "account_user_id_index" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_user_id_index" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "user_user_name_lower_unique" ON "user" USING btree (lower("user_name"));--> statement-breakpoint
CREATE INDEX "verification_identifier_index" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "avatar_base_models_name_index" ON "avatar_base_models" USING btree ("name");--> statement-breakpoint
CREATE INDEX "avatar_equipped_items_user_avatar_id_index" ON "avatar_equipped_items" USING btree ("user_avatar_id");--> statement-breakpoint
CREATE INDEX "avatar_equipped_items_item_id_index" ON "avatar_equipped_items" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "avatar_items_base_model_id_index" ON "avatar_items" USING btree ("base_model_id");--> statement-breakpoint
CREATE INDEX "avatar_items_product_id_index" ON "avatar_items" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "avatar_items_slot_name_index" ON "avatar_items" USING btree ("slot_name");--> statement-breakpoint
CREATE INDEX "avatar_items_creator_id_index" ON "avatar_items" USING btree ("creator_id");--> statement-breakpoint
CREATE INDEX "avatar_slots_base_model_id_index" ON "avatar_slots" USING btree ("base_model_id");--> statement-breakpoint
CREATE INDEX "user_avatar_inventory_user_id_index" ON "user_avatar_inventory" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "user_avatars_user_id_index" ON "user_avatars" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "user_avatars_base_model_id_index" ON "user_avatars" USING btree ("base_model_id");--> statement-breakpoint
CREATE UNIQUE INDEX "user_avatars_one_active" ON "user_avatars" USING btree ("user_id","is_active") WHERE "user_avatars"."is_active" = true;--> statement-breakpoint
CREATE INDEX "user_tribe_memberships_user_id_tribe_id_index" ON "user_tribe_memberships" USING btree ("user_id","tribe_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created_at_index" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "point_balances_user_id_index" ON "point_balances" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "point_balances_creator_id_index" ON "point_balances" USING btree ("creator_id");--> statement-breakpoint
CREATE INDEX "point_transactions_user_id_creator_id_index" ON "point_transactions" USING btree ("user_id","creator_id");--> statement-breakpoint
CREATE INDEX "point_transactions_type_index" ON "point_transactions" USING btree ("type");--> statement-breakpoint
CREATE INDEX "point_transactions_created_at_index" ON "point_transactions" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "point_transactions_reference_index" ON "point_transactions" USING btree ("reference_type","reference_id");--> statement-breakpoint
CREATE INDEX "points_packages_creator_id_index" ON "points_packages" USING btree ("creator_id");--> statement-breakpoint
CREATE INDEX "points_packages_is_active_index" ON "points_packages" USING btree ("is_active");--> statement-breakpoint
CREATE INDEX "points_purchases_user_id_index" ON "points_purchases" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "points_purchases_creator_id_index" ON "points_purchases" USING btree ("creator_id");--> statement-breakpoint
CREATE INDEX "points_purchases_status_index" ON "points_purchases" USING btree ("status");--> statement-breakpoint
CREATE INDEX "creator_stores_is_active_index" ON "creator_stores" USING btree ("is_active");--> statement-breakpoint
CREATE INDEX "order_items_order_id_index" ON "order_items" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_items_product_id_index" ON "order_items" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "orders_user_id_index" ON "orders" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "orders_creator_id_index" ON "orders" USING btree ("creator_id");--> statement-breakpoint
CREATE INDEX "orders_status_index" ON "orders" USING btree ("status");--> statement-breakpoint
CREATE INDEX "products_creator_id_index" ON "products" USING btree ("creator_id");--> statement-breakpoint
CREATE INDEX "products_product_type_index" ON "products" USING btree ("product_type");--> statement-breakpoint
CREATE INDEX "products_is_active_index" ON "products" USING btree ("is_active");--> statement-breakpoint
CREATE INDEX "products_release_date_index" ON "products" USING btree ("release_date");--> statement-breakpoint
CREATE INDEX "user_inventory_user_id_index" ON "user_inventory" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "user_inventory_product_id_index" ON "user_inventory" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "events_space_id_index" ON "events" USING btree ("space_id");--> statement-breakpoint
CREATE INDEX "events_start_time_index" ON "events" USING btree ("start_time");--> statement-breakpoint
CREATE INDEX "events_is_live_index" ON "events" USING btree ("is_live");--> statement-breakpoint
CREATE UNIQUE INDEX "events_one_live_per_space" ON "events" USING btree ("space_id") WHERE "events"."is_live";--> statement-breakpoint
CREATE INDEX "spaces_world_id_index" ON "spaces" USING btree ("world_id");--> statement-breakpoint
CREATE INDEX "spaces_space_type_index" ON "spaces" USING btree ("space_type");--> statement-breakpoint
CREATE INDEX "spaces_is_active_index" ON "spaces" USING btree ("is_active");--> statement-breakpoint
CREATE INDEX "worlds_name_index" ON "worlds" USING btree ("name");