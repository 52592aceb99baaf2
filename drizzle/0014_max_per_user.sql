ALTER TABLE "products" ADD COLUMN "max_per_user" integer;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_max_per_user_positive" CHECK ("products"."max_per_user" > 0);