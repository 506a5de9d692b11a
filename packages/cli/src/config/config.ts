/** The configuration file: its codec is its type, and a key that it does not know is an error. */
import { ActorId } from '@lastcall/domain'
import * as t from 'io-ts'

const whole = (least: number, most: number): t.Type<number, number, unknown> => {
  const name = `a whole number, ${least} to ${most}`
  const is = (v: unknown): v is number =>
    typeof v === 'number' && Number.isInteger(v) && v >= least && v <= most
  return new t.Type<number, number, unknown>(
    name,
    is,
    (v, context) => (is(v) ? t.success(v) : t.failure(v, context)),
    (v) => v,
  )
}

const fields = <R extends t.Props, O extends t.Props>(required: R, optional: O) =>
  t.exact(t.intersection([t.type(required), t.partial(optional)]))

/** A person of the operating system, and who they are in the log. */
export const Person = fields(
  {
    /** The operating system's user name. It never leaves this file. */
    user: t.string,
    /** 32 hex digits, random: what the log knows of them. */
    id: ActorId,
    roles: t.array(t.union([t.literal('administrator'), t.literal('operator')])),
  },
  {
    /** May act for these other users of the list, with `--as`. */
    actsFor: t.array(t.string),
  },
)
export type Person = t.TypeOf<typeof Person>

const longestMs = 24 * 3_600_000

export const TimingConfig = fields(
  {},
  {
    permitMs: whole(50, 60_000),
    silentForMs: whole(200, longestMs),
    takeoverMs: whole(200, longestMs),
    drainMs: whole(0, longestMs),
    lookEveryMs: whole(20, 60_000),
    giveUpMs: whole(20, 60_000),
    gatherMs: whole(0, 1_000),
    maxBatch: whole(1, 256),
  },
)

export const Config = fields(
  {
    /** The log: a file, or `esdb://host:2113`. Paths are relative to the configuration's folder. */
    store: t.string,
    /** A file, or `postgres://user@host:5432/database` for several hosts. */
    keys: t.string,
    /** 32 bytes in hex. Whoever has it and the keys can read every recipient; keep it apart from backups of both. */
    masterKeyFile: t.string,
    people: t.array(Person),
  },
  {
    /** Derived state that can be thrown away. */
    snapshots: t.string,
    /** Of a `store` that begins with `esdb://`. Without a password file: LASTCALL_STORE_PASSWORD. */
    eventstoredb: fields({}, { user: t.string, passwordFile: t.string, caFile: t.string }),
    /** Of `keys` that begin with `postgres://`. Without a password file: LASTCALL_KEYS_PASSWORD. */
    postgres: fields(
      {},
      {
        passwordFile: t.string,
        caFile: t.string,
        tls: t.union([t.literal('verify'), t.literal('off')]),
        schema: t.string,
      },
    ),
    carrier: fields({ simulator: fields({ port: whole(1, 65_535) }, { host: t.string }) }, {}),
    /** This installation's worker gets so much of the trunk; the shares of all workers together are the trunk. */
    trunk: fields({ callsPerSecond: whole(1, 100_000), channels: whole(1, 1_000_000) }, {}),
    timing: TimingConfig,
    /** Below so many MB free on the disk of the log nothing is authorized. As usual 256; 0: always. */
    minimumFreeMb: whole(0, 1_000_000),
    import: fields(
      {},
      {
        maxRecipients: whole(1, 10_000_000),
        /** Two letters, for numbers without a country code. */
        defaultCountry: t.string,
        /** An IANA name, for rows without a time zone. */
        defaultTimeZone: t.string,
      },
    ),
    /** Deletion is refused until a campaign's last event is so old. Days. */
    retainRecordsForDays: whole(1, 36_500),
  },
)
export type Config = t.TypeOf<typeof Config>
