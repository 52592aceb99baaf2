-- How many rows a search finds is guessed from a sample of the names. Of the usual hundred, one with the text by chance
-- stands for a hundredth of the table, and a search for something rare is planned like one for something common.
ALTER TABLE "user" ALTER COLUMN "names_folded" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "tribes" ALTER COLUMN "name_folded" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "creator_stores" ALTER COLUMN "store_name_folded" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "name_folded" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "name_folded" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "spaces" ALTER COLUMN "name_folded" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "worlds" ALTER COLUMN "name_folded" SET STATISTICS 1000;
