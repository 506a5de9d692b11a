/** The file of keys: one row per campaign; an empty `wrapped` is a tombstone, and no statement can fill it again. */

/** 'LCKY' as PRAGMA application_id. */
export const applicationId = 0x4c434b59

export const schema = `
CREATE TABLE campaign_key(
  campaign TEXT PRIMARY KEY,
  wrapped BLOB                          -- the data key under the master key; NULL: destroyed
) STRICT, WITHOUT ROWID;
CREATE TRIGGER campaign_key_once BEFORE INSERT ON campaign_key
  WHEN EXISTS (SELECT 1 FROM campaign_key WHERE campaign = NEW.campaign)
  BEGIN SELECT RAISE(ABORT, 'campaign_key: made once'); END;
CREATE TRIGGER campaign_key_only_destroyed BEFORE UPDATE ON campaign_key
  WHEN NEW.campaign IS NOT OLD.campaign OR NEW.wrapped IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'campaign_key: can only be destroyed'); END;
CREATE TRIGGER campaign_key_stays BEFORE DELETE ON campaign_key
  BEGIN SELECT RAISE(ABORT, 'campaign_key: the tombstone stays'); END;
`
