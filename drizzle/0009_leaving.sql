ALTER TABLE "user" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "creators" ADD COLUMN "retired_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "user" ADD CONSTRAINT "user_deleted_is_nobody" CHECK ("user"."deleted_at" is null or ("user"."user_name" like 'deleted-%' and "user"."email" like '%@deleted.invalid'
        and "user"."name" = 'Deleted user' and "user"."first_name" = 'Deleted' and "user"."last_name" = 'user' and "user"."role" = 'user'
        and "user"."image" is null and "user"."avatar_url" is null and "user"."social_links" is null));