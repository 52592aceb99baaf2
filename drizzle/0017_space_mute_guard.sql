CREATE TRIGGER space_mutes_of_nobody_deleted
  BEFORE INSERT OR UPDATE OF user_id ON space_mutes
  FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user();
