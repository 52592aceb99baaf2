CREATE TRIGGER point_gifts_of_nobody_deleted
  BEFORE INSERT OR UPDATE OF user_id ON point_gifts
  FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user();
