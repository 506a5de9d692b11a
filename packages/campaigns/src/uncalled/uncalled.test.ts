/** R9: those who could not be called are listed in three sets, exported, and scheduled again as a new outreach. */
import { describe, expect, test } from '@jest/globals'
import type { CampaignId, OutreachId } from '@lastcall/domain'
import { recipientsPerChunk, recipientsStream } from '@lastcall/domain'
import { revision } from '@lastcall/eventlog'
import type { RecipientRow } from '@lastcall/vault'
import * as fc from 'fast-check'
import { someCalls } from '../calls.fixture'
import { describe as words } from '../describe'
import { neutral, plain } from '../schedule/cell'
import { schedule } from '../schedule/schedule'
import { stop } from '../stop/stop'
import type { World } from '../world.fixture'
import {
  administrator,
  completedEvent,
  createdIn,
  csv,
  failure,
  happen,
  must,
  number,
  scheduling,
  world,
} from '../world.fixture'
import { exportCsv } from './export'
import type { UncalledSet } from './sets'
import { uncalled } from './uncalled'

const all: readonly UncalledSet[] = ['never attempted', 'not reached', 'in flight']

const stopping = (outreach: OutreachId) =>
  ({ actor: administrator, outreach, liveCalls: 'drain', reason: '' }) as const

const given = async (content = csv(10)) => {
  const deps = world()
  const { campaign } = await createdIn(deps)
  const { outreach } = must(await schedule(deps)(scheduling(campaign, content))())
  return { deps, campaign, outreach }
}

const listed = async (deps: World, outreach: OutreachId, sets = all) => {
  const found: [UncalledSet, number, RecipientRow][] = []
  for await (const next of must(await uncalled(deps)(outreach)()).recipients(sets)) {
    const { set, recipient, row } = must(next)
    found.push([set, recipient, row])
  }
  return found
}

const exported = async (deps: World, outreach: OutreachId, sets = all): Promise<string> => {
  let text = ''
  for await (const piece of exportCsv(must(await uncalled(deps)(outreach)()).recipients(sets)))
    text += must(piece)
  return text
}

describe('R9: the uncalled', () => {
  test('of a stopped outreach are three sets apart', async () => {
    const { deps, campaign, outreach } = await given()
    await someCalls(deps, campaign, outreach)
    must(await stop(deps)(stopping(outreach))())
    expect(must(await uncalled(deps)(outreach)()).counts).toEqual({
      'never attempted': 6,
      'not reached': 1,
      'in flight': 2,
    })
    const found = await listed(deps, outreach)
    expect(found.map(([set, recipient]) => `${recipient} ${set}`)).toEqual([
      ...['1 not reached', '2 in flight', '3 in flight'],
      ...[4, 5, 6, 7, 8, 9].map((recipient) => `${recipient} never attempted`),
    ])
    expect(found[0]?.[2]).toEqual({
      number: number(1),
      timeZone: 'America/New_York',
      variables: { name: 'Name 1' },
    })
    expect((await listed(deps, outreach, ['not reached'])).map(([, recipient]) => recipient)).toEqual([1])
  })

  test('of a completed outreach are those not reached', async () => {
    const { deps, campaign, outreach } = await given(csv(2))
    await someCalls(deps, campaign, outreach)
    await happen(deps, campaign, completedEvent(outreach))
    expect((await listed(deps, outreach)).map(([set, recipient]) => [set, recipient])).toEqual([
      ['not reached', 1],
    ])
  })

  test('while it goes on are not listed: it says what to do', async () => {
    const { deps, outreach } = await given()
    const why = failure(await uncalled(deps)(outreach)())
    expect(why).toEqual({ is: 'outreach not ended', phase: 'scheduled' })
    expect(words(why)).toMatch(/Stop it, or wait/)
  })

  test('are read chunk by chunk, in the order of the file', async () => {
    const count = 2 * recipientsPerChunk + 7
    const { deps, outreach } = await given(csv(count))
    must(await stop(deps)(stopping(outreach))())
    const found = await listed(deps, outreach)
    expect(found.map(([, recipient, row]) => [recipient, row.number])).toEqual(
      Array.from({ length: count }, (_, k) => [k, number(k)]),
    )
  })

  test('are never a shorter list in silence: a chunk that is missing is told', async () => {
    const { deps, campaign, outreach } = await given(csv(recipientsPerChunk + 1))
    must(await stop(deps)(stopping(outreach))())
    const stream = recipientsStream(campaign, outreach)
    const first = must(await deps.store.read(stream, revision(0), 1)())
    const read: World['store']['read'] = (of, from, limit) =>
      of !== stream
        ? deps.store.read(of, from, limit)
        : () =>
            Promise.resolve({
              _tag: 'Right',
              right: { events: from === 0 ? first.events : [], atHead: true },
            })
    const answers: unknown[] = []
    const holed = { ...deps, store: { ...deps.store, read } }
    for await (const next of must(await uncalled(holed)(outreach)()).recipients(all))
      answers.push(next._tag === 'Left' ? next.left : 'row')
    expect(answers).toHaveLength(recipientsPerChunk + 1)
    expect(answers.at(-1)).toEqual({ is: 'recipients unreadable', chunk: 1 })
  })
})

const again = async (deps: World, campaign: CampaignId, text: string): Promise<RecipientRow[]> => {
  const { outreach } = must(await schedule(deps)(scheduling(campaign, text))())
  must(await stop(deps)(stopping(outreach))())
  return (await listed(deps, outreach)).map(([, , row]) => row)
}

describe('R9: an export', () => {
  test('quotes every cell and lets nothing be taken for a formula', async () => {
    const rows = [
      `${number(1)},UTC,=1+1,"a,""b"""`,
      `${number(2)},UTC,@x,${number(3)}`,
      `${number(4)},UTC,＝1,'-1`,
    ]
    const { deps, outreach } = await given(`phone,time_zone,=name,note\n${rows.join('\n')}\n`)
    must(await stop(deps)(stopping(outreach))())
    expect((await exported(deps, outreach)).split('\r\n')).toEqual([
      `"phone","time_zone","'=name","note"`,
      `"${number(1)}","UTC","'=1+1","a,""b"""`,
      `"${number(2)}","UTC","'@x","${number(3)}"`,
      `"${number(4)}","UTC","'＝1","'-1"`,
      '',
    ])
  })

  test('comes back as it was, whatever the cells and columns are', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('=1', "'=1", "''=1", '+12025550100', '-', '@', '\t', '"', ' x ', 'a\nb', 'a\r\nb', ''),
    )
    const usable = cell.filter((text) => !text.includes('\0') && !text.includes('\r'))
    const name = fc.constantFrom('name', 'mobile', 'Time Zone 2', '=x', 'number', 'tz', '__proto__', '10')
    const cases = fc.record({
      names: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
      cells: fc.array(fc.array(usable, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ names, cells }) => {
        const deps = world()
        const { campaign } = await createdIn(deps)
        const quote = (text: string): string => `"${neutral(text).replaceAll('"', '""')}"`
        const lines = cells.map((row, k) =>
          [number(k), 'UTC', ...row.slice(0, names.length)].map(quote).join(','),
        )
        const header = ['lastcall_phone', 'lastcall_time_zone', ...names].map(quote).join(',')
        const text = `${header}\r\n${lines.join('\r\n')}\r\n`
        const { outreach } = must(await schedule(deps)(scheduling(campaign, text))())
        must(await stop(deps)(stopping(outreach))())
        const before = (await listed(deps, outreach)).map(([, , row]) => row)
        expect(before.map(({ variables }) => Object.values(variables).sort())).toEqual(
          cells.map((row) => row.slice(0, names.length).sort()),
        )
        expect(await again(deps, campaign, await exported(deps, outreach))).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })

  test('a marked cell is the inverse of an unmarked one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(plain(neutral(text))).toBe(text)
      }),
    )
    fc.assert(
      fc.property(fc.stringMatching(/^'*[=+@-].*$/), (text) => {
        expect(plain(neutral(text))).toBe(text)
      }),
    )
  })

  test('of nobody is empty', async () => {
    const { deps, outreach } = await given()
    must(await stop(deps)(stopping(outreach))())
    expect(await exported(deps, outreach, ['in flight'])).toBe('')
  })
})
