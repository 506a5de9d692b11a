/** An export says what the store says, and says when it is not whole. */
import { describe, expect, test } from '@jest/globals'
import { suppressionStream } from '@lastcall/domain'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { auditCampaign } from '../audit'
import { answered, b, campaign, granted, spring, stopped } from '../log.fixture'
import { newKey, openCheckpoint, originOf, signCheckpoint } from '../note'
import type { Recorded } from '@lastcall/eventlog'
import { evidenceHead, evidenceInOrder, exportEvidence, lineOf, verifyExport } from './index'
import type { Log } from './export.fixture'
import { emptyLog, facts, must, newFolder, own, storyLog } from './export.fixture'

const exported = async (log: Log): Promise<string> => {
  const folder = join(newFolder(), 'evidence')
  must(await exportEvidence(log.store)(campaign, folder)())
  return folder
}

const inOrder = async (log: Log): Promise<readonly Recorded[]> => {
  const events: Recorded[] = []
  for await (const next of evidenceInOrder(log.store, campaign)) events.push(must(next))
  return events
}

const verdictOf = async (folder: string, promise: string) =>
  must(await verifyExport(folder)()).verdicts.find((each) => each.promise === promise)

test('G7: an export gives the same verdicts as the store, without it', async () => {
  const log = await storyLog()
  const folder = await exported(log)
  await log.store.close()
  const again = await storyLog()
  const fromStore = must(await auditCampaign(again.store)(campaign)())
  const { verdicts, manifest, covered, violations, ...rest } = must(await verifyExport(folder)())
  expect({ ...rest, verdicts: verdicts.slice(0, -1) }).toEqual({
    ...fromStore,
    violations: undefined,
    verdicts: fromStore.verdicts,
  })
  expect(verdicts.at(-1)).toMatchObject({ promise: 'export', verdict: 'holds', checked: 18 })
  expect([violations, covered, manifest.tree.size]).toEqual([0, null, 18])
})

test('G7: a broken promise is found in the export too', async () => {
  const log = await storyLog()
  await log.add(own, granted([[2, 1, 9]], 6))
  expect(await verdictOf(await exported(log), 'G1')).toMatchObject({ verdict: 'violated' })
})

describe('the order of the log', () => {
  test('across streams, of this campaign alone', async () => {
    const events = await inOrder(await storyLog())
    const positions = events.map(({ position }) => position)
    expect(positions).toEqual(positions.toSorted())
    expect(new Set(events.map(({ stream }) => stream))).toEqual(new Set([suppressionStream, own, facts]))
    expect(events).toHaveLength(18)
  })

  test('a later export begins with the earlier one, whatever came meanwhile', async () => {
    const log = await storyLog()
    const before = (await inOrder(log)).map(lineOf)
    await log.add(facts, answered(b))
    await log.add(own, stopped())
    expect((await inOrder(log)).map(lineOf).slice(0, before.length)).toEqual(before)
  })

  test('what is committed while it is read waits for the next one', async () => {
    const log = await storyLog()
    const events: Recorded[] = []
    for await (const next of evidenceInOrder(log.store, campaign)) {
      events.push(must(next))
      if (events.length === 3) await log.add(own, stopped())
    }
    expect(events).toHaveLength(18)
  })
})

test('lines are canonical, and the same whatever the order of fields', () => {
  const event = { stream: own, revision: 0, position: 'p', id: 'i', type: 'T', metadata: {}, recordedUs: 5 }
  const data = { b: [1, { d: null, c: 'é\n"' }], a: true, '10': 0, '9': 1 }
  const turned = { '9': 1, a: true, '10': 0, b: [1, { c: 'é\n"', d: null }] }
  const lines = [data, turned].map((of) => lineOf({ ...event, data: of } as unknown as Recorded))
  expect(lines[0]).toBe(
    `{"data":{"10":0,"9":1,"a":true,"b":[1,{"c":"é\\n\\"","d":null}]},"id":"i","recordedUs":5,"revision":0,"stream":"${own}","type":"T"}`,
  )
  expect(lines[1]).toBe(lines[0])
})

describe('an export that is not whole', () => {
  test.each([
    ['call-records.csv', 'does not follow from the events'],
    ['events.ndjson', 'is not the file that the manifest lists'],
  ])('something added to %s', async (file, says) => {
    const folder = await exported(await storyLog())
    appendFileSync(join(folder, file), 'x')
    const verdict = await verdictOf(folder, 'export')
    expect(verdict?.violations.map((each) => each.says)).toContain(says)
  })

  test('another spelling of the same event', async () => {
    const folder = await exported(await storyLog())
    const path = join(folder, 'events.ndjson')
    writeFileSync(path, readFileSync(path, 'utf8').replace('{"data"', '{ "data"'))
    const verdict = await verdictOf(folder, 'export')
    expect(verdict?.violations).toContainEqual({
      at: 'events.ndjson line 1',
      says: 'is not in the canonical form',
    })
  })

  test('an event of another campaign, a gap', async () => {
    const folder = await exported(await storyLog())
    const path = join(folder, 'events.ndjson')
    const lines = readFileSync(path, 'utf8').split('\n')
    const strange = (lines[0] ?? '').replace('"suppression"', '"calls-strange"')
    writeFileSync(path, [...lines.slice(0, 3), ...lines.slice(4, -1), strange, ''].join('\n'))
    const says = (await verdictOf(folder, 'export'))?.violations.map((each) => `${each.at} ${each.says}`)
    expect(says).toContainEqual('calls-strange is no stream of this campaign')
    expect(says).toContainEqual(expect.stringMatching(/line 4 campaign-.*@3 stands where .* is next/))
  })

  test('a file that is missing, or a manifest that is none: nothing is judged', async () => {
    expect(await verifyExport(newFolder())()).toMatchObject({ left: { is: 'export unreadable' } })
    const folder = await exported(await storyLog())
    writeFileSync(join(folder, 'manifest.json'), '{}')
    expect(await verifyExport(folder)()).toMatchObject({ left: { is: 'export unreadable' } })
  })
})

test('call records: one row for each authorization, no formula, the number as a token', async () => {
  const folder = await exported(await storyLog())
  const [head, ...rows] = readFileSync(join(folder, 'call-records.csv'), 'utf8').trimEnd().split('\r\n')
  const records = rows.map((row) =>
    Object.fromEntries(row.split(',').map((cell, k) => [head?.split(',')[k], cell])),
  )
  expect(records).toHaveLength(3)
  expect(records[1]).toMatchObject({
    '"called_number_token"': `"${spring}/1"`,
    '"calling_number"': '"+15550100"',
    '"disposition"': '"answered"',
    '"talk_ms"': '"1"',
    '"called_utc_offset"': '"UTC+00:00"',
  })
})

test('an export is never written over another, and there is none of an unknown campaign', async () => {
  const log = await storyLog()
  const folder = await exported(log)
  expect(await exportEvidence(log.store)(campaign, folder)()).toMatchObject({
    left: { is: 'cannot write', code: 'EEXIST' },
  })
  expect(await exportEvidence(emptyLog().store)(campaign, newFolder())()).toMatchObject({
    left: { is: 'unknown campaign' },
  })
})

describe('checkpoints', () => {
  const key = newKey('example.org/lastcall')
  const origin = (of: string): string => originOf(key, of)
  const sign = async (log: Log) =>
    must(
      openCheckpoint(
        signCheckpoint(key, { origin: origin(campaign), ...must(await evidenceHead(log.store)(campaign)()) }),
        key,
      ),
    )

  test('an export under its checkpoint', async () => {
    const log = await storyLog()
    const checkpoint = { opened: await sign(log), origin }
    const result = must(await verifyExport(await exported(log), { checkpoint })())
    expect(result.verdicts.at(-1)).toMatchObject({ promise: 'signed', verdict: 'holds', checked: 18 })
  })

  test('an export that went on: the rest is not signed for, and that is said', async () => {
    const log = await storyLog()
    const checkpoint = { opened: await sign(log), origin }
    await log.add(facts, answered(b))
    const result = must(await verifyExport(await exported(log), { checkpoint })())
    expect(result.verdicts.at(-1)).toMatchObject({
      verdict: 'open',
      open: [{ says: 'covers 18 of 19 events; the rest came later' }],
    })
  })

  test('the checkpoint of another campaign', async () => {
    const log = await storyLog()
    const opened = { ...(await sign(log)), origin: origin('0'.repeat(32)) }
    const result = must(await verifyExport(await exported(log), { checkpoint: { opened, origin } })())
    expect(result.verdicts.at(-1)).toMatchObject({ verdict: 'violated' })
  })

  test('a head knows the root of an earlier one', async () => {
    const log = await storyLog()
    const earlier = must(await evidenceHead(log.store)(campaign)())
    await log.add(facts, answered(b))
    const later = must(await evidenceHead(log.store)(campaign, earlier.size)())
    expect(later.size).toBe(19)
    expect(later.earlierRoot).toEqual(earlier.root)
    expect(must(await evidenceHead(log.store)(campaign, 22)()).earlierRoot).toBeNull()
  })
})
