-- What was held before there were movements was bought: one movement for each line of an order.
INSERT INTO "inventory_movements" ("user_id", "product_id", "quantity", "kind", "reference", "created_at")
SELECT o.user_id, i.product_id, sum(i.quantity), 'purchase', o.order_number, o.created_at
FROM order_items i
JOIN orders o ON o.id = i.order_id
JOIN user_inventory h ON h.user_id = o.user_id AND h.product_id = i.product_id
WHERE o.status <> 'cancelled'
GROUP BY o.id, i.product_id
ORDER BY o.id, i.product_id;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END;
$$;
--> statement-breakpoint
CREATE TRIGGER inventory_movements_no_update_or_delete
  BEFORE UPDATE OR DELETE ON inventory_movements
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER inventory_movements_no_truncate
  BEFORE TRUNCATE ON inventory_movements
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER payment_events_no_update_or_delete
  BEFORE UPDATE OR DELETE ON payment_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER payment_events_no_truncate
  BEFORE TRUNCATE ON payment_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
