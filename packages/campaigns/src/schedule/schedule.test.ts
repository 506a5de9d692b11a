/** Scheduling a file: who becomes a recipient, who is rejected and why, and what stands in the log. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignId, OutreachId } from '@lastcall/domain'
import { recipientsPerChunk, recipientsStream } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import type { RecipientRow } from '@lastcall/vault'
import { createHash } from 'node:crypto'
import { describe as words } from '../describe'
import { outreaches } from '../lists/view'
import { openRows } from '../uncalled/rows'
import type { World } from '../world.fixture'
import {
  createdIn,
  csv,
  eventsOf,
  failure,
  longCsv,
  must,
  noon,
  number,
  operator,
  scheduledIn,
  scheduling,
  world,
} from '../world.fixture'
import type { ScheduleCommand, Scheduled } from './command'
import { schedule } from './schedule'

const rowsOf = async (
  deps: World,
  campaign: CampaignId,
  { outreach, recipients }: Scheduled,
): Promise<RecipientRow[]> => {
  const key = must(await deps.keys.get(campaign)())
  const rows: RecipientRow[] = []
  for await (const opened of openRows(deps.store, { key, campaign, outreach, recipients }))
    rows.push(...must(opened).rows)
  return rows
}

const imported = async (content: string, more: Partial<ScheduleCommand> = {}) => {
  const deps = world()
  const { campaign } = await createdIn(deps)
  let list = ''
  const rejects = { write: async (text: string) => ((list += text), null), close: async () => null }
  const scheduled = must(await schedule(deps)(scheduling(campaign, content, { rejects, ...more }))())
  return { deps, campaign, scheduled, list, rows: await rowsOf(deps, campaign, scheduled) }
}

describe('a valid row', () => {
  test('becomes a recipient with number, time zone and variables, in the order of the file', async () => {
    const { rows } = await imported(
      `name,Phone Number,TimeZone\nAda,${number(1)},Europe/Madrid\nBob,${number(2)},UTC\n`,
    )
    expect(rows).toEqual([
      { number: number(1), timeZone: 'Europe/Madrid', variables: { name: 'Ada' } },
      { number: number(2), timeZone: 'UTC', variables: { name: 'Bob' } },
    ])
  })

  test.each([
    ['comma', ',', '\n', ''],
    ['semicolon, CRLF and byte order mark', ';', '\r\n', '\ufeff'],
    ['tabulator', '\t', '\n', ''],
  ])('is the same with %s', async (_, separator, lineEnd, mark) => {
    const lines = [
      ['phone', 'time_zone', 'note'],
      [number(1), 'UTC', '"a, b; ""c""\nd"'],
    ]
    const { rows } = await imported(mark + lines.map((cells) => cells.join(separator) + lineEnd).join(''))
    expect(rows).toEqual([{ number: number(1), timeZone: 'UTC', variables: { note: 'a, b; "c"\nd' } }])
  })

  test('without a time zone of its own gets the default', async () => {
    const { rows } = await imported(`phone,tz\n${number(1)},\n${number(2)},UTC\n`, {
      defaultTimeZone: 'America/Chicago',
    })
    expect(rows.map(({ timeZone }) => timeZone)).toEqual(['America/Chicago', 'UTC'])
  })

  test('may write its number in national notation where a default country is given', async () => {
    const { rows } = await imported(`tel\n(202) 555-0123\n`, { defaultCountry: 'US', defaultTimeZone: 'UTC' })
    expect(rows.map((row) => row.number)).toEqual(['+12025550123'])
  })

  test('keeps a variable whatever its column is called', async () => {
    const { rows } = await imported(`phone,tz,__proto__,constructor\n${number(1)},UTC,x,y\n`)
    expect(Object.entries(rows[0]?.variables ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
  })

  test('has any column as its phone that is named', async () => {
    const { rows } = await imported(`mobile,phone,tz\n${number(1)},${number(2)},UTC\n`, {
      phoneColumn: 'MOBILE',
    })
    expect(rows).toEqual([{ number: number(1), timeZone: 'UTC', variables: { phone: number(2) } }])
  })
})

describe('a rejected row', () => {
  const content = [
    'phone,time_zone,name',
    `${number(0)},UTC,Ada`,
    `"${number(0)}",UTC,again`,
    '+1 (202) 555-0100,UTC,in another notation',
    '',
    'hello,UTC,x',
    '+19005550100,UTC,premium',
    '911,UTC,emergency',
    ',UTC,nobody',
    `${number(1)},,no zone`,
    `${number(1)},Mars/Base,unknown zone`,
    `${number(1)},UTC`,
    `${number(1)},UTC,"over`,
    'two lines"',
    `${number(1)},UTC,double`,
  ].join('\r\n')

  test('is listed with line and reason, and the others are scheduled', async () => {
    const { scheduled, list } = await imported(content)
    expect(scheduled).toMatchObject({ recipients: 2, rejected: 10 })
    expect(list.split('\r\n')).toEqual([
      '"line","reason"',
      '"3","the same number as line 2"',
      '"4","the same number as line 2"',
      '"6","not a valid phone number (write it as +14155550100, or give a default country)"',
      '"7","a number of a kind that is not called: premium rate"',
      '"8","not a valid phone number (write it as +14155550100, or give a default country)"',
      '"9","no phone number"',
      '"10","no time zone (write one such as Europe/Madrid, or give a default)"',
      '"11","not a time zone name such as Europe/Madrid"',
      '"12","2 columns where the header has 3"',
      '"15","the same number as line 14"',
      '',
    ])
  })

  test('is listed without anything of its contents', async () => {
    const { list } = await imported(content)
    expect(list).not.toMatch(/202555|900555|Ada|again|hello|nobody|Mars/)
  })
})

describe('the log', () => {
  test('holds chunks of ciphertext at their revisions, and one event with their digest', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps)
    const count = 2 * recipientsPerChunk + 1
    const { outreach, recipients } = await scheduledIn(deps, campaign, count)
    expect(recipients).toBe(count)
    const chunks = must(await deps.store.read(recipientsStream(campaign, outreach), revision(0), 10)()).events
    expect(chunks.map(({ data }) => data)).toMatchObject([
      { chunk: 0, first: 0, count: recipientsPerChunk },
      { chunk: 1, first: recipientsPerChunk, count: recipientsPerChunk },
      { chunk: 2, first: 2 * recipientsPerChunk, count: 1 },
    ])
    const digest = createHash('sha256')
    for (const { data } of chunks) digest.update((data as { readonly ciphertext: string }).ciphertext)
    const scheduled = (await eventsOf(deps.store, campaign)).at(-1)
    expect(scheduled).toMatchObject({
      type: 'OutreachScheduled',
      data: { recipients: count, ciphertextSha256: digest.digest('hex'), actor: operator.id },
    })
  })

  test('holds nothing readable of a recipient, a name or a file name', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps, 'Zebra')
    await scheduledIn(deps, campaign, 20)
    const everything = JSON.stringify(deps.log.entries)
    expect(everything).not.toMatch(/\+1202555010[1-9]|Name 3|New_York|Zebra|spring\.csv/)
  })

  test('R13: the outreach keeps and shows its file name', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps)
    await scheduledIn(deps, campaign)
    await scheduledIn(deps, campaign)
    const shown = must(await outreaches(deps)(campaign)())
    expect(shown.map(({ fileName }) => fileName)).toEqual(['spring.csv', 'spring.csv'])
  })
})

describe('it is refused before the file is read', () => {
  const unread = {
    fileName: 'unread.csv',
    open: (): never => {
      throw new Error('it was read')
    },
  }
  const ask = async (deps: World, campaign: CampaignId, more: Partial<ScheduleCommand>): Promise<string> =>
    failure(await schedule(deps)(scheduling(campaign, '', { source: unread, ...more }))()).is

  test('R16: of a campaign that is not there', async () =>
    expect(await ask(world(), 'c'.repeat(32) as CampaignId, {})).toBe('unknown campaign'))

  test('R2: by somebody without a role', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps)
    expect(await ask(deps, campaign, { actor: { ...operator, roles: [] } })).toBe('not an operator')
  })
})

describe('a store that', () => {
  test('does not answer is asked again, and nothing is written twice', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps)
    let asked = 0
    const append: World['store']['append'] = (to, expected, events, lane) => async () => {
      const answer = await deps.store.append(to, expected, events, lane)()
      asked += 1
      return asked % 2 === 1 ? { _tag: 'Left', left: { is: 'uncertain', why: 'test' } } : answer
    }
    const shaky = { ...deps, store: { ...deps.store, append } }
    const scheduled = must(await schedule(shaky)(scheduling(campaign, longCsv(1_700)))())
    expect(await rowsOf(deps, campaign, scheduled)).toHaveLength(1_700)
    // Four chunks and the event, each asked twice.
    expect(asked).toBe(10)
    expect((await eventsOf(deps.store, campaign)).map(({ type }) => type)).toEqual([
      'CampaignCreated',
      'OutreachScheduled',
    ])
  })

  test('is away for good gets a failure that says so', async () => {
    const deps = world()
    const { campaign } = await createdIn(deps)
    const append = () => () =>
      Promise.resolve({ _tag: 'Left', left: { is: 'unavailable', why: 'down' } } as const)
    const why = failure(
      await schedule({ ...deps, store: { ...deps.store, append } })(scheduling(campaign, csv(3)))(),
    )
    expect(why).toEqual({ is: 'store unavailable', why: 'down' })
    expect(words(why)).toContain('down')
  })
})

test('R9: what is scheduled again is a new outreach with a start of its own', async () => {
  const deps = world()
  const { campaign } = await createdIn(deps)
  const first = await scheduledIn(deps, campaign)
  const second = must(await schedule(deps)(scheduling(campaign, csv(3), { startAtMs: noon + 1 }))())
  const ids: OutreachId[] = [first.outreach, second.outreach]
  expect(new Set(ids).size).toBe(2)
})
