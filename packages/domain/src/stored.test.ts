/** What stands in a log keeps its name and its shape: each event read as it was written, and nothing less. */
import { describe, expect, test } from '@jest/globals'
import type { Recorded } from '@lastcall/eventlog'
import { eventId, position, revision, streamName } from '@lastcall/eventlog'
import {
  callsCodec,
  campaignCodec,
  endings,
  lifecycleTypes,
  recipientsCodec,
  suppressionCodec,
} from './index'

const at = '2026-01-31T12:00:00.000Z'
const hex = (digit: string): string => digit.repeat(32)
const [outreach, actor, incarnation, attempt] = [hex('a'), hex('b'), hex('c'), hex('d')]
const sha256 = hex('e').repeat(2)
const call = { at, recipient: 0, n: 1, attempt, incarnation }

/** As JSON has them on disk. A change here is a change of every log: it needs an upcast, not another sample. */
const samples = {
  campaign: {
    CampaignCreated: {
      at,
      actor,
      callerId: '+12025550100',
      messageSha256: sha256,
      hours: { opensMin: 0, closesMin: 1440 },
      retry: { maxAttempts: 1, afterMs: {} },
      pacing: { callsPerSecond: 1, channels: 1 },
      sealed: { name: 'x' },
    },
    OutreachScheduled: {
      at,
      outreach,
      startAt: at,
      recipients: 1,
      ciphertextSha256: sha256,
      actor,
      sealed: { fileName: 'x' },
    },
    OutreachStarted: { at, outreach, incarnation },
    OutreachCompleted: { at, outreach, incarnation, callsSeen: null },
    DialingClaimed: {
      at,
      worker: 'one',
      incarnation,
      carrier: 'sim',
      because: 'silence',
      silentForMs: 5_000,
    },
    DialingYielded: { at, incarnation, because: 'shutdown', drainMs: 4_000 },
    CallsAuthorized: {
      at,
      outreach,
      incarnation,
      permitMs: 1_000,
      callsSeen: [[outreach, 7]],
      suppressionSeen: null,
      calls: [[0, 1, attempt, -300]],
    },
    OutreachStopped: { at, outreach, actor, liveCalls: 'drain', sealed: { reason: 'x' } },
    OutreachQuiesced: {
      at,
      outreach,
      stop: 4,
      callsSeen: 7,
      by: { incarnation },
      waitedMs: 10,
      last: attempt,
      open: [attempt],
    },
    CampaignDeleted: { at, actor, liveCalls: 'hangUpAll' },
  },
  calls: {
    CallPlaced: { ...call, pass: 1, permitAgeUs: 900 },
    CallRinging: { ...call, sinceOriginateMs: 5 },
    CallAnswered: { ...call, sinceOriginateMs: 9 },
    CallEnded: { ...call, disposition: 'busy', status: '486', cause: '17', ringMs: 1, talkMs: 0 },
    CallReleased: { ...call, proof: 'own-gate' },
    CallUnresolved: { ...call, why: 'not found' },
    OptOutRequested: { ...call, via: 'key' },
  },
  suppression: {
    NumberSuppressed: { at, keyedHash: sha256, source: 'list', actor },
    NumberReinstated: { at, keyedHash: sha256, source: 'list', actor },
  },
  recipients: { RecipientsImported: { at, chunk: 0, first: 0, count: 500, ciphertext: 'x' } },
} as const

const codecs = {
  campaign: campaignCodec,
  calls: callsCodec,
  suppression: suppressionCodec,
  recipients: recipientsCodec,
}

const recorded = (type: string, data: object): Recorded => ({
  ...{ stream: streamName('s'), revision: revision(0), position: position('0'), id: eventId('x') },
  ...{ type, data, metadata: {}, recordedUs: 0 },
})

/** Every copy of the value with one thing wrong in it, wherever that is. */
const bent = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value))
    return value.flatMap((item, k) => bent(item).map((wrong) => value.with(k, wrong) as unknown))
  if (typeof value !== 'object' || value === null) return [{ not: 'this' }]
  return Object.entries(value).flatMap(([name, held]) => [
    Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)),
    ...bent(held).map((wrong) => ({ ...value, [name]: wrong })),
  ])
}

describe.each(Object.entries(samples))('%s', (family, events) => {
  const codec = codecs[family as keyof typeof codecs]

  test('holds these events and no others', () => expect(codec.types).toEqual(Object.keys(events)))

  test.each(Object.entries<object>(events))('%s', (type, data) => {
    expect(codec.decode(recorded(type, data))).toEqual({ _tag: 'Right', right: { type, ...data } })
    for (const wrong of bent(data))
      expect([wrong, codec.decode(recorded(type, wrong as object))]).toMatchObject([
        wrong,
        { left: { is: 'malformed' } },
      ])
  })
})

describe('words', () => {
  const created = samples.campaign.CampaignCreated
  const { afterMs: _, ...retry } = { ...created.retry }
  const fields = {
    'CallEnded disposition': endings,
    'CallReleased proof': ['own-gate', 'carrier-absent'],
    'DialingClaimed because': [
      'nobody dials',
      'silence',
      'predecessor yielded',
      'same worker restarted',
      'still here',
    ],
    'DialingYielded because': ['shutdown', 'carrier unhealthy', 'keys unreadable'],
    'OutreachStopped liveCalls': ['drain', 'cancelRinging', 'hangUpAll'],
  }

  test.each(Object.entries(fields))('%s', (of, words) => {
    const [type = '', field = ''] = of.split(' ')
    const [family, data] = Object.entries(samples).flatMap(([name, events]) =>
      Object.entries<object>(events).flatMap(([each, sample]) =>
        each === type ? [[name as keyof typeof codecs, sample] as const] : [],
      ),
    )[0] ?? ['campaign', {}]
    const reads = (word: string) => codecs[family].decode(recorded(type, { ...data, [field]: word }))._tag
    for (const word of words) expect([word, reads(word)]).toEqual([word, 'Right'])
    expect(reads('')).toBe('Left')
  })

  test('waits before another attempt, each by its disposition, each as it may be left out', () => {
    const waits = ['busy', 'no-answer', 'voicemail', 'rejected', 'congestion', 'carrier-fault', 'cancelled']
    for (const word of waits) {
      const reads = (wait: unknown) =>
        campaignCodec.decode(
          recorded('CampaignCreated', { ...created, retry: { ...retry, afterMs: { [word]: wait } } }),
        )._tag
      expect([word, reads(0), reads('soon')]).toEqual([word, 'Right', 'Left'])
    }
  })

  test('whoever quiesced is a worker or a person', () => {
    const by = (who: object) =>
      campaignCodec.decode(recorded('OutreachQuiesced', { ...samples.campaign.OutreachQuiesced, by: who }))
        ._tag
    expect([by({ incarnation }), by({ actor }), by({})]).toEqual(['Right', 'Right', 'Left'])
  })

  test('what a revision may name: one that exists, or that there is none yet', () => {
    const seen = (at: unknown) =>
      campaignCodec.decode(
        recorded('OutreachCompleted', { ...samples.campaign.OutreachCompleted, callsSeen: at }),
      )._tag
    expect([seen(0), seen(null), seen(-1), seen(undefined)]).toEqual(['Right', 'Right', 'Left', 'Left'])
  })
})

test('lifecycle is everything on a campaign’s stream but the authorizations', () =>
  expect(lifecycleTypes).toEqual(Object.keys(samples.campaign).filter((type) => type !== 'CallsAuthorized')))
