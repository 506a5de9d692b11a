/** A change of the fold that forgets to raise `foldVersion` is found here: old snapshots would be believed. */
import { expect, test } from '@jest/globals'
import type { CampaignEvent } from '@lastcall/domain'
import { callsCodec, campaignCodec, endings } from '@lastcall/domain'
import { position } from '@lastcall/eventlog'
import { createHash } from 'node:crypto'
import { historyOf } from '..'
import { encodeLists } from '../lists/snapshot'
import { readOwnFirst } from '../stories.fixture'
import * as Told from '../story.fixture'
import { encodeHistory, foldVersion } from './history'

const { campaign, completed, fact, grant, outreachAt, quiesced, scheduled, started, stopped } = Told
const [a, b, c, d] = [outreachAt(0), outreachAt(1), outreachAt(2), outreachAt(3)]

/** How calls of `a` go, one recipient each: every ending, every doubt, every end that comes late. */
const fates = [
  ...endings.map((end) => ['placed', 'ringing', 'talking', end]),
  ...[[], ['placed'], ['ringing'], ['talking'], ['released'], ['unresolved'], ['unresolved', 'released']],
  ...[['placed', 'unresolved', 'busy'], ['opt out'], ['placed', 'released']],
]

const own: readonly CampaignEvent[] = [
  ...[Told.created(), Told.claimed(), { ...scheduled(a), recipients: fates.length }, started(a)],
  ...fates.map((_, recipient) => grant(a, [[recipient, 1]])),
  ...fates.slice(0, 3).map((_, recipient) => grant(a, [[recipient, 2]])),
  ...[scheduled(b), started(b), stopped(b), quiesced(b, 27), grant(b, [[0, 1]])],
  ...[scheduled(c), started(c), completed(c), stopped(c)],
  ...[scheduled(d), Told.yielded(), Told.deleted()],
]
const facts = fates.flatMap((fate, recipient) => fate.map((what) => fact(a, what, recipient, 1)))
const story = { own, calls: new Map([[a, [...facts, fact(a, 'released', 0, 2)]]]) }

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * When this fails, a fold gives another state than it did for the same events, or is kept in another form: raise
 * `foldVersion` by one, then put the new version and digests here. Never the digests alone: a worker would go on from
 * a snapshot that today's fold would not have made.
 */
test('the fold of one recorded story is what this version of it has always given', () => {
  const history = readOwnFirst(story, historyOf(campaign, null))
  const lists = new Map([[campaign, history.record]])
  expect({
    foldVersion,
    history: digest(encodeHistory(history)),
    lists: digest(encodeLists({ lists, at: position('7') })),
  }).toEqual({
    foldVersion: 3,
    history: '0904bdb7dd38d131fd1f1415f9841052fcde275248194658b07ef9b470d09322',
    lists: '832831c5ed89486602f3c7c3b11259f5b5e3b57f8160253f84dab67fa16e9772',
  })
})

test('the story tells every type of event: a new one belongs in it, and is a reason to raise the version', () => {
  const told = new Set<string>([...own, ...(story.calls.get(a) ?? [])].map(({ type }) => type))
  expect([...told].sort()).toEqual([...campaignCodec.types, ...callsCodec.types].sort())
})
