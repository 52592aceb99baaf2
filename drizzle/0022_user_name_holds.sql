CREATE TABLE "held_user_names" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "held_user_names_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1000 CACHE 1),
	"user_name" text NOT NULL,
	"user_name_key" text GENERATED ALWAYS AS (replace(translate(lower(normalize("user_name", NFKC)), '01i', 'oll'), 'm', 'rn')) STORED NOT NULL,
	"user_id" text NOT NULL,
	"released_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "held_user_names" ADD CONSTRAINT "held_user_names_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "held_user_names_key_unique" ON "held_user_names" USING btree ("user_name_key");--> statement-breakpoint
CREATE INDEX "held_user_names_user_id_index" ON "held_user_names" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "held_user_names_released_at_index" ON "held_user_names" USING btree ("released_at");
--> statement-breakpoint
CREATE TRIGGER held_user_names_of_nobody_deleted
  BEFORE INSERT OR UPDATE OF user_id ON held_user_names
  FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user();
--> statement-breakpoint
-- Runs after the row and its unique keys are written: a rename that was waited for there is seen here.
CREATE FUNCTION hold_user_names() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held_for CONSTANT interval := interval '30 days';
  most_held CONSTANT integer := 5;
BEGIN
  IF EXISTS (
    SELECT 1 FROM held_user_names h
    WHERE h.user_name_key = NEW.user_name_key AND h.user_id <> NEW.id AND h.released_at > now() - held_for
  ) THEN
    RAISE EXCEPTION 'another user gave up this userName less than % ago', held_for
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'user_name_held';
  END IF;
  DELETE FROM held_user_names h
  WHERE h.user_name_key = NEW.user_name_key OR (h.user_id = NEW.id AND h.released_at <= now() - held_for);
  IF TG_OP = 'UPDATE' AND NEW.deleted_at IS NULL THEN
    INSERT INTO held_user_names (user_name, user_id, released_at) VALUES (OLD.user_name, NEW.id, now())
    ON CONFLICT (user_name_key) DO UPDATE
    SET user_name = excluded.user_name, user_id = excluded.user_id, released_at = excluded.released_at;
    IF (SELECT count(*) FROM held_user_names h WHERE h.user_id = NEW.id) > most_held THEN
      RAISE EXCEPTION 'one user holds at most % userNames', most_held
        USING ERRCODE = 'check_violation', CONSTRAINT = 'user_names_held';
    END IF;
  END IF;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER user_name_taken
  AFTER INSERT ON "user"
  FOR EACH ROW EXECUTE FUNCTION hold_user_names();
--> statement-breakpoint
CREATE TRIGGER user_name_changed
  AFTER UPDATE OF user_name ON "user"
  FOR EACH ROW WHEN (OLD.user_name_key <> NEW.user_name_key) EXECUTE FUNCTION hold_user_names();
--> statement-breakpoint
-- The whole name is its two parts, whoever writes it.
CREATE FUNCTION derive_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.name := NEW.first_name || ' ' || NEW.last_name;
  RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER user_name_is_derived
  BEFORE INSERT OR UPDATE OF name, first_name, last_name ON "user"
  FOR EACH ROW EXECUTE FUNCTION derive_name();
--> statement-breakpoint
UPDATE "user" SET name = first_name || ' ' || last_name
WHERE name <> first_name || ' ' || last_name AND deleted_at IS NULL;
