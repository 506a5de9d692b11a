/** `lastcall audit report`: the report of one stop, in words, as JSON, and as a page. */
import type { Context } from '../context'
import type { Outcome } from '../outcome'
import { answer, trouble } from '../outcome'
import { promises } from '../terminal/audit'
import { withOpened } from '../wiring/open'
import { knownOutreach, unavailable } from './audit-campaigns'
import { writeNew } from './audit-files'

export const reportStop = (
  context: Context,
  which: string,
  { html }: { readonly html?: string | undefined },
): Promise<Outcome> =>
  withOpened(context, async (opened) => {
    const known = await knownOutreach(opened, which)
    if (known._tag === 'Left') return known
    const { campaign, outreach } = known.right
    const { judge, readEvidence, stopPage, stopReport, stopReportText, timelineOf } =
      await import('@lastcall/audit')
    const read = await readEvidence(opened.store)(campaign)()
    if (read._tag === 'Left') return unavailable(read.left.is, read.left.why, campaign)
    const evidence = read.right
    const of = evidence.outreaches.get(outreach)
    const report = of === undefined ? null : stopReport(evidence, of)
    const timeline = of === undefined ? null : timelineOf(evidence, of)
    if (report === null || timeline === null)
      return trouble({
        ending: 'refused',
        is: 'not stopped',
        what: 'this outreach was never stopped, so there is nothing to report',
        where: which,
      })
    const verdicts = judge(evidence)
    const ending = verdicts.some(({ verdict }) => verdict === 'violated') ? 'violation' : 'done'
    if (html !== undefined) {
      const madeAt = new Date().toISOString()
      const page = stopPage({ report, timeline, verdicts, promises, campaign, madeAt })
      const written = writeNew(html, page)
      if (written._tag === 'Left') return written
    }
    const told = html === undefined ? [] : ['', `The page: ${html}`]
    const text = [stopReportText(report), ...told].join('\n')
    return answer({ campaign, report, timeline, verdicts, html: html ?? null }, text, ending)
  })
