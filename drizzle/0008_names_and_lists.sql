DROP INDEX "user_user_name_lower_unique";--> statement-breakpoint
DROP INDEX "event_attendance_event_user_index";--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "user_name_key" text GENERATED ALWAYS AS (replace(translate(lower(normalize("user_name", NFKC)), '01i', 'oll'), 'm', 'rn')) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "names_folded" text GENERATED ALWAYS AS (left(normalize(replace(replace(replace(replace(translate(lower(regexp_replace(normalize((user_name || E'\n' || name), NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðħŧŋıς', 'olddhtniσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), NFKC), 300)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "tribes" ADD COLUMN "name_folded" text GENERATED ALWAYS AS (left(normalize(replace(replace(replace(replace(translate(lower(regexp_replace(normalize("name", NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðħŧŋıς', 'olddhtniσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), NFKC), 300)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "creator_stores" ADD COLUMN "store_name_folded" text GENERATED ALWAYS AS (left(normalize(replace(replace(replace(replace(translate(lower(regexp_replace(normalize("store_name", NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðħŧŋıς', 'olddhtniσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), NFKC), 300)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "name_folded" text GENERATED ALWAYS AS (left(normalize(replace(replace(replace(replace(translate(lower(regexp_replace(normalize("name", NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðħŧŋıς', 'olddhtniσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), NFKC), 300)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "name_folded" text GENERATED ALWAYS AS (left(normalize(replace(replace(replace(replace(translate(lower(regexp_replace(normalize("name", NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðħŧŋıς', 'olddhtniσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), NFKC), 300)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "spaces" ADD COLUMN "name_folded" text GENERATED ALWAYS AS (left(normalize(replace(replace(replace(replace(translate(lower(regexp_replace(normalize("name", NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðħŧŋıς', 'olddhtniσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), NFKC), 300)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "worlds" ADD COLUMN "name_folded" text GENERATED ALWAYS AS (left(normalize(replace(replace(replace(replace(translate(lower(regexp_replace(normalize("name", NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðħŧŋıς', 'olddhtniσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), NFKC), 300)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "event_attendance_event_id_id_index" ON "event_attendance" USING btree ("event_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "user_user_name_key_unique" ON "user" USING btree ("user_name_key");--> statement-breakpoint
CREATE INDEX "user_search_index" ON "user" USING gin ("names_folded" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "user_short_search_index" ON "user" USING gin ((string_to_array("names_folded", null) || string_to_array(regexp_replace("names_folded", '(..)', E'\\1\x01', 'g'), E'\x01') || string_to_array(regexp_replace(substr("names_folded", 2), '(..)', E'\\1\x01', 'g'), E'\x01')));--> statement-breakpoint
CREATE INDEX "avatar_items_base_model_id_id_index" ON "avatar_items" USING btree ("base_model_id","id");--> statement-breakpoint
CREATE INDEX "avatar_items_slot_name_id_index" ON "avatar_items" USING btree ("slot_name","id");--> statement-breakpoint
CREATE INDEX "user_avatar_inventory_user_id_id_index" ON "user_avatar_inventory" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "tribes_search_index" ON "tribes" USING gin ("name_folded" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "tribes_short_search_index" ON "tribes" USING gin ((string_to_array("name_folded", null) || string_to_array(regexp_replace("name_folded", '(..)', E'\\1\x01', 'g'), E'\x01') || string_to_array(regexp_replace(substr("name_folded", 2), '(..)', E'\\1\x01', 'g'), E'\x01')));--> statement-breakpoint
CREATE INDEX "point_transactions_user_id_id_index" ON "point_transactions" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "points_packages_creator_id_display_order_id_index" ON "points_packages" USING btree ("creator_id","display_order","id");--> statement-breakpoint
CREATE INDEX "creator_stores_active_index" ON "creator_stores" USING btree ("id") WHERE "creator_stores"."is_active";--> statement-breakpoint
CREATE INDEX "creator_stores_search_index" ON "creator_stores" USING gin ("store_name_folded" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "creator_stores_short_search_index" ON "creator_stores" USING gin ((string_to_array("store_name_folded", null) || string_to_array(regexp_replace("store_name_folded", '(..)', E'\\1\x01', 'g'), E'\x01') || string_to_array(regexp_replace(substr("store_name_folded", 2), '(..)', E'\\1\x01', 'g'), E'\x01')));--> statement-breakpoint
CREATE INDEX "orders_user_id_id_index" ON "orders" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "products_active_index" ON "products" USING btree ("id") WHERE "products"."is_active";--> statement-breakpoint
CREATE INDEX "products_active_creator_index" ON "products" USING btree ("creator_id","id") WHERE "products"."is_active";--> statement-breakpoint
CREATE INDEX "products_active_type_index" ON "products" USING btree ("product_type","id") WHERE "products"."is_active";--> statement-breakpoint
CREATE INDEX "products_active_price_index" ON "products" USING btree ("price_points","id") WHERE "products"."is_active";--> statement-breakpoint
CREATE INDEX "products_active_name_index" ON "products" USING btree ("name_folded","id") WHERE "products"."is_active";--> statement-breakpoint
CREATE INDEX "products_search_index" ON "products" USING gin ("name_folded" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "products_short_search_index" ON "products" USING gin ((string_to_array("name_folded", null) || string_to_array(regexp_replace("name_folded", '(..)', E'\\1\x01', 'g'), E'\x01') || string_to_array(regexp_replace(substr("name_folded", 2), '(..)', E'\\1\x01', 'g'), E'\x01')));--> statement-breakpoint
CREATE INDEX "user_inventory_user_id_id_index" ON "user_inventory" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "events_start_time_id_end_time_index" ON "events" USING btree ("start_time","id","end_time");--> statement-breakpoint
CREATE INDEX "events_space_id_start_time_id_end_time_index" ON "events" USING btree ("space_id","start_time","id","end_time");--> statement-breakpoint
CREATE INDEX "events_end_time_index" ON "events" USING btree ("end_time");--> statement-breakpoint
CREATE INDEX "events_live_index" ON "events" USING btree ("start_time","id") WHERE "events"."is_live";--> statement-breakpoint
CREATE INDEX "events_search_index" ON "events" USING gin ("name_folded" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "events_short_search_index" ON "events" USING gin ((string_to_array("name_folded", null) || string_to_array(regexp_replace("name_folded", '(..)', E'\\1\x01', 'g'), E'\x01') || string_to_array(regexp_replace(substr("name_folded", 2), '(..)', E'\\1\x01', 'g'), E'\x01')));--> statement-breakpoint
CREATE INDEX "spaces_active_index" ON "spaces" USING btree ("id") WHERE "spaces"."is_active";--> statement-breakpoint
CREATE INDEX "spaces_active_world_index" ON "spaces" USING btree ("world_id","id") WHERE "spaces"."is_active";--> statement-breakpoint
CREATE INDEX "spaces_active_type_index" ON "spaces" USING btree ("space_type","id") WHERE "spaces"."is_active";--> statement-breakpoint
CREATE INDEX "spaces_search_index" ON "spaces" USING gin ("name_folded" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "spaces_short_search_index" ON "spaces" USING gin ((string_to_array("name_folded", null) || string_to_array(regexp_replace("name_folded", '(..)', E'\\1\x01', 'g'), E'\x01') || string_to_array(regexp_replace(substr("name_folded", 2), '(..)', E'\\1\x01', 'g'), E'\x01')));--> statement-breakpoint
CREATE INDEX "worlds_search_index" ON "worlds" USING gin ("name_folded" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "worlds_short_search_index" ON "worlds" USING gin ((string_to_array("name_folded", null) || string_to_array(regexp_replace("name_folded", '(..)', E'\\1\x01', 'g'), E'\x01') || string_to_array(regexp_replace(substr("name_folded", 2), '(..)', E'\\1\x01', 'g'), E'\x01')));--> statement-breakpoint
CREATE INDEX "event_attendance_event_user_index" ON "event_attendance" USING btree ("event_id","user_id","id");