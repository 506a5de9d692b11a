/** A state and a story in words, for a terminal or a letter. */
import type { CampaignThen, OutreachThen } from './as-of'
import type { Story } from './story'

const shortStream = (stream: string): string => stream.replace(/^([a-z]+-[0-9a-f]{6})[0-9a-f]{26}$/, '$1…')

const outreachText = (of: OutreachThen): readonly string[] => {
  const counts = Object.entries(of.counts).filter(([, count]) => count > 0)
  return [
    `outreach ${of.outreach}: ${of.phase ?? 'never scheduled'}${of.quiesced ? ', quiet' : ''}`,
    `  recipients      ${of.recipients}: ${counts.map(([name, count]) => `${count} ${name}`).join(', ')}`,
    `  authorizations  ${of.authorizations}, of which ${of.placed} left the gate`,
    `  open            ${of.open.length}`,
    ...of.open.map(
      ({ attempt, recipient, n, stage }) => `    ${attempt} (recipient ${recipient}, call ${n}): ${stage}`,
    ),
  ]
}

const claimText = ({ claim }: CampaignThen): string => {
  if (claim === null) return 'nobody dials'
  return `worker ${claim.worker} (incarnation ${claim.incarnation})${claim.yielded === null ? '' : ', which gave it back'}`
}

/** Lines without a final line feed. */
export const campaignThenText = (then: CampaignThen): string => {
  const { last } = then
  if (last === null) return `campaign ${then.campaign}: nothing had happened yet`
  return [
    `campaign ${then.campaign}${then.deleted ? ' (deleted)' : ''} as of ${last.recordedAt}`,
    `  last event      ${last.stream}@${last.revision}, position ${last.position}`,
    `  events          ${then.events}${then.skipped === 0 ? '' : `, ${then.skipped} of them could not be read and were passed over`}`,
    `  dialing         ${claimText(then)}`,
    ...then.outreaches.flatMap(outreachText),
  ].join('\n')
}

export const storyText = (story: Story): string => {
  const about = `recipient ${story.recipient} of outreach ${story.outreach}`
  const head = story.attempt === null ? about : `attempt ${story.attempt}, ${about}`
  const width = Math.max(
    ...story.events.map(({ stream, revision }) => `${shortStream(stream)}@${revision}`.length),
  )
  return [
    `${head}, campaign ${story.campaign}`,
    ...story.events.map(({ recordedAt, stream, revision, says, who }) => {
      const place = `${shortStream(stream)}@${revision}`.padEnd(width)
      return `  ${recordedAt}  ${place}  ${says}${who === null ? '' : ` (${who})`}`
    }),
    ...(story.skipped === 0 ? [] : [`  ${story.skipped} events could not be read and were passed over`]),
  ].join('\n')
}
