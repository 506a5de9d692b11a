/** The table of keys: one row per campaign; an empty `wrapped` is a tombstone, and no statement can fill it again. */
import { escapeIdentifier } from 'pg'

/** Run in one transaction; again is harmless. `schema`: where the table lies; made when it is not there. */
export const tableIn = (schema: string): string => {
  const name = escapeIdentifier(schema)
  return `
CREATE SCHEMA IF NOT EXISTS ${name};
CREATE TABLE IF NOT EXISTS ${name}.campaign_key(
  campaign text COLLATE "C" PRIMARY KEY,
  wrapped bytea                         -- the data key under the master key; NULL: destroyed
);
ALTER TABLE ${name}.campaign_key ALTER COLUMN wrapped SET STORAGE PLAIN;
CREATE OR REPLACE FUNCTION ${name}.campaign_key_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.campaign = OLD.campaign AND NEW.wrapped IS NULL THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'campaign_key: a key is made once, can only be destroyed, and its tombstone stays';
END $$;
CREATE OR REPLACE TRIGGER campaign_key_only_destroyed BEFORE UPDATE OR DELETE ON ${name}.campaign_key
  FOR EACH ROW EXECUTE FUNCTION ${name}.campaign_key_guard();
CREATE OR REPLACE TRIGGER campaign_key_stays BEFORE TRUNCATE ON ${name}.campaign_key
  FOR EACH STATEMENT EXECUTE FUNCTION ${name}.campaign_key_guard();
`
}

/** By the last thing that `tableIn` makes. */
export const isThere = `SELECT EXISTS (SELECT 1 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = 'campaign_key' AND t.tgname = 'campaign_key_stays') AS is`

/** Two processes that start at once must not make the table at once: any number does, if all take the same. */
export const makingLock = 0x4c434b59

export interface Statements {
  readonly make: string
  readonly standing: string
  readonly bury: string
  readonly list: string
  /** Writes the table anew without what was overwritten. It waits for whoever holds the table, and others for it. */
  readonly wipe: string
}

export const statementsOn = (schema: string): Statements => {
  const table = `${escapeIdentifier(schema)}.campaign_key`
  return {
    make: `INSERT INTO ${table}(campaign, wrapped) VALUES ($1, $2) ON CONFLICT (campaign) DO NOTHING`,
    standing: `SELECT wrapped FROM ${table} WHERE campaign = $1`,
    bury: `INSERT INTO ${table} AS t(campaign, wrapped) VALUES ($1, NULL)
      ON CONFLICT (campaign) DO UPDATE SET wrapped = NULL WHERE t.wrapped IS NOT NULL`,
    list: `SELECT campaign, wrapped IS NULL AS destroyed FROM ${table} ORDER BY campaign`,
    wipe: `VACUUM (FULL) ${table}`,
  }
}
