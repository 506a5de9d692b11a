/** The tables of the log. What was appended cannot be changed or taken back by any statement on any connection. */
import type { FileFormat } from '@lastcall/sqlite-file'

// event_next is one trigger because it runs for every event. It also stops INSERT OR REPLACE, which passes by the
// triggers on update and delete: a row that could be replaced is never the next one.
const first = `
CREATE TABLE stream(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL CHECK (revision >= 0)      -- of its newest event
) STRICT;
CREATE TABLE event_type(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE event(
  position INTEGER PRIMARY KEY,                        -- 1, 2, 3, ... in the order of commit, no gaps
  stream_id INTEGER NOT NULL REFERENCES stream(id),
  revision INTEGER NOT NULL CHECK (revision >= 0),
  type_id INTEGER NOT NULL REFERENCES event_type(id),
  event_id TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),         -- of a recipients- stream: the digest of its ciphertext
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  recorded_us INTEGER NOT NULL,                        -- microseconds since 1970, UTC
  hash BLOB NOT NULL CHECK (length(hash) = 32),        -- see chain.ts
  UNIQUE (stream_id, revision)
) STRICT;
CREATE INDEX event_by_type ON event(type_id);
CREATE TABLE ciphertext(
  position INTEGER PRIMARY KEY REFERENCES event(position),
  stream_id INTEGER NOT NULL REFERENCES stream(id),
  data TEXT NOT NULL
) STRICT;
CREATE INDEX ciphertext_of_stream ON ciphertext(stream_id);
CREATE TABLE deleted_stream(
  name TEXT PRIMARY KEY CHECK (name GLOB 'recipients-*'),
  deleted_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_next BEFORE INSERT ON event
  WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM event)
    OR NEW.revision IS NOT (SELECT coalesce(max(revision), -1) + 1 FROM event WHERE stream_id = NEW.stream_id)
  BEGIN SELECT RAISE(ABORT, 'event: position and revision must be the next'); END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'event: append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'event: append-only'); END;

CREATE TRIGGER stream_new BEFORE INSERT ON stream
  WHEN EXISTS (SELECT 1 FROM stream WHERE name = NEW.name OR id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'stream: exists'); END;
CREATE TRIGGER stream_grows BEFORE UPDATE ON stream
  WHEN NEW.id IS NOT OLD.id OR NEW.name IS NOT OLD.name OR NEW.revision <= OLD.revision
  BEGIN SELECT RAISE(ABORT, 'stream: only the revision grows'); END;
CREATE TRIGGER stream_no_delete BEFORE DELETE ON stream BEGIN SELECT RAISE(ABORT, 'stream: stays'); END;

CREATE TRIGGER event_type_new BEFORE INSERT ON event_type
  WHEN EXISTS (SELECT 1 FROM event_type WHERE name = NEW.name OR id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'event_type: exists'); END;
CREATE TRIGGER event_type_no_update BEFORE UPDATE ON event_type BEGIN SELECT RAISE(ABORT, 'event_type: stays'); END;
CREATE TRIGGER event_type_no_delete BEFORE DELETE ON event_type BEGIN SELECT RAISE(ABORT, 'event_type: stays'); END;

CREATE TRIGGER ciphertext_new BEFORE INSERT ON ciphertext
  WHEN EXISTS (SELECT 1 FROM ciphertext WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM stream s JOIN deleted_stream d ON d.name = s.name WHERE s.id = NEW.stream_id)
  BEGIN SELECT RAISE(ABORT, 'ciphertext: stands, or its stream is deleted'); END;
CREATE TRIGGER ciphertext_no_update BEFORE UPDATE ON ciphertext BEGIN SELECT RAISE(ABORT, 'ciphertext: stays'); END;
CREATE TRIGGER ciphertext_deleted BEFORE DELETE ON ciphertext
  WHEN NOT EXISTS (SELECT 1 FROM stream s JOIN deleted_stream d ON d.name = s.name WHERE s.id = OLD.stream_id)
  BEGIN SELECT RAISE(ABORT, 'ciphertext: its stream is not deleted'); END;

CREATE TRIGGER deleted_stream_once BEFORE INSERT ON deleted_stream
  WHEN EXISTS (SELECT 1 FROM deleted_stream WHERE name = NEW.name)
  BEGIN SELECT RAISE(ABORT, 'deleted_stream: stands'); END;
CREATE TRIGGER deleted_stream_no_update BEFORE UPDATE ON deleted_stream
  BEGIN SELECT RAISE(ABORT, 'deleted_stream: for good'); END;
CREATE TRIGGER deleted_stream_no_delete BEFORE DELETE ON deleted_stream
  BEGIN SELECT RAISE(ABORT, 'deleted_stream: for good'); END;

CREATE VIEW event_log AS
  SELECT e.position, s.name AS stream, e.revision, t.name AS type, e.event_id,
    strftime('%Y-%m-%dT%H:%M:%S', e.recorded_us / 1000000, 'unixepoch')
      || printf('.%06dZ', e.recorded_us % 1000000) AS recorded_at,
    e.data, e.metadata, e.recorded_us, lower(hex(e.hash)) AS hash
  FROM event e JOIN stream s ON s.id = e.stream_id JOIN event_type t ON t.id = e.type_id;
`

/** 'EVST' as PRAGMA application_id. */
export const applicationId = 1163285332

export const format: FileFormat = { applicationId, called: 'event log', versions: [first] }
