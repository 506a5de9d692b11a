/** What a stop or a deletion is about to end, as far as it is known at once (R14). */
import type { OutreachPreview, Preview } from '@lastcall/campaigns'

const countsText = ({ counts }: OutreachPreview): string => {
  if (counts === null) return 'counts not known yet'
  const uncalled = counts['never attempted'] + counts['not reached']
  const underWay = counts.authorized + counts['handed over']
  return `${uncalled} uncalled or not reached, ${underWay} being placed, ${counts.ringing} ringing, ${counts.connected} connected`
}

export const previewText = ({ outreaches }: Preview): string =>
  outreaches.length === 0
    ? 'No outreach is scheduled or in progress.'
    : outreaches
        .map(
          (each) =>
            `outreach ${each.outreach} (${each.phase}, ${each.recipients} recipients): ${countsText(each)}`,
        )
        .join('\n')
