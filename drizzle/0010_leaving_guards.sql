CREATE FUNCTION refuse_deleted_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Waits for a deletion that is under way, and makes one that comes later wait for this.
  PERFORM 1 FROM "user" WHERE id = NEW.user_id AND deleted_at IS NULL FOR KEY SHARE;
  IF NOT FOUND AND EXISTS (SELECT 1 FROM "user" WHERE id = NEW.user_id) THEN
    RAISE EXCEPTION 'the user of this % row was deleted', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'user_deleted';
  END IF;
  RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION refuse_deleted_user_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a deleted user stays as they are'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'user_deleted';
END;
$$;
--> statement-breakpoint
CREATE TRIGGER user_deleted_stays
  BEFORE UPDATE ON "user"
  FOR EACH ROW WHEN (OLD.deleted_at IS NOT NULL) EXECUTE FUNCTION refuse_deleted_user_change();
--> statement-breakpoint
CREATE TRIGGER session_of_nobody_deleted
  BEFORE INSERT OR UPDATE OF user_id ON session
  FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user();
--> statement-breakpoint
CREATE TRIGGER account_of_nobody_deleted
  BEFORE INSERT OR UPDATE OF user_id ON account
  FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user();
--> statement-breakpoint
CREATE TRIGGER creators_of_nobody_deleted
  BEFORE INSERT OR UPDATE OF user_id ON creators
  FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user();
--> statement-breakpoint
CREATE TRIGGER user_tribe_memberships_of_nobody_deleted
  BEFORE INSERT OR UPDATE OF user_id ON user_tribe_memberships
  FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user();
--> statement-breakpoint
CREATE TRIGGER user_avatars_of_nobody_deleted
  BEFORE INSERT OR UPDATE OF user_id ON user_avatars
  FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user();
--> statement-breakpoint
CREATE TRIGGER user_avatar_inventory_of_nobody_deleted
  BEFORE INSERT OR UPDATE OF user_id ON user_avatar_inventory
  FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user();
--> statement-breakpoint
CREATE TRIGGER user_inventory_of_nobody_deleted
  BEFORE INSERT OR UPDATE OF user_id ON user_inventory
  FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user();
--> statement-breakpoint
CREATE TRIGGER point_balances_of_nobody_deleted
  BEFORE INSERT OR UPDATE OF user_id ON point_balances
  FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user();
--> statement-breakpoint
CREATE TRIGGER idempotency_keys_of_nobody_deleted
  BEFORE INSERT OR UPDATE OF user_id ON idempotency_keys
  FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user();
--> statement-breakpoint
CREATE TRIGGER space_bans_of_nobody_deleted
  BEFORE INSERT OR UPDATE OF user_id ON space_bans
  FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user();
