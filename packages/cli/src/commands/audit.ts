/** `lastcall audit`: the promises checked, history replayed, and evidence that can be handed out. */
import type { Registry } from '../registry'

const id = '0123456789abcdef0123456789abcdef'

type Group = ReturnType<Registry['command']>

const verifying = (group: Group, run: Registry['run']): void => {
  group
    .command('verify', { isDefault: true })
    .description('Check every promise from the log, or from an export without the store.')
    .argument('[campaign]', 'id of one campaign, deleted ones too; all if left out')
    .option('--network <file>', 'the own record of the network (JSON lines), taken at rest')
    .option('--travel-ms <ms>', 'how long an originate may travel to the network', '100')
    .option('--report', 'the report of each stop', false)
    .option('--export <folder>', 'verify this export; needs neither store nor configuration')
    .option('--checkpoint <file>', 'a signed checkpoint that the export must contain')
    .option('--public-key <file>', 'the key that must have signed it')
    .option('--origin <name>', 'the log that it must name; as usual that of the key and the campaign')
    .addHelpText(
      'after',
      `\nExamples:\n  lastcall audit verify --network network.jsonl --report\n  lastcall audit verify --export evidence --checkpoint checkpoint.txt --public-key audit.key.pub`,
    )
    .action(
      run(async (context, campaign, flags) =>
        flags.export === undefined
          ? (await import('../work/audit.js')).auditCampaigns(context, campaign, flags)
          : (await import('../work/audit-export.js')).verifyExported(flags.export, campaign, flags),
      ),
    )
}

const telling = (group: Group, run: Registry['run']): void => {
  group
    .command('replay')
    .description('The state of a campaign as it stood: phases, counts, claim, open calls.')
    .argument('<campaign>', 'id of the campaign, deleted ones too')
    .requiredOption('--as-of <moment>', 'a time with its offset, a revision of the campaign, or a position')
    .addHelpText('after', `\nExample:\n  lastcall audit replay ${id} --as-of 2026-01-31T12:00:00Z`)
    .action(
      run(async (context, campaign, { asOf }) =>
        (await import('../work/audit-story.js')).replay(context, campaign, asOf),
      ),
    )
  group
    .command('story')
    .description(
      'One call or one recipient from the schedule to the end, every event with its place and who.',
    )
    .argument('<who>', 'id of an attempt, or <outreach>/<number of the recipient>')
    .addHelpText('after', `\nExample:\n  lastcall audit story ${id}/17`)
    .action(run(async (context, who) => (await import('../work/audit-story.js')).tellStory(context, who)))
  group
    .command('report')
    .description('The report of a stop: who, when, the last call, and what became of everybody.')
    .argument('<outreach>', 'id of the stopped outreach')
    .option('--html <file>', 'write it as a page with a timeline, whole in itself')
    .addHelpText('after', `\nExample:\n  lastcall audit report ${id} --html stop.html`)
    .action(
      run(async (context, outreach, flags) =>
        (await import('../work/audit-report.js')).reportStop(context, outreach, flags),
      ),
    )
}

const handingOut = (group: Group, run: Registry['run']): void => {
  group
    .command('export')
    .description('Write the evidence of a campaign into a folder: events, call records, manifest.')
    .argument('<campaign>', 'id of the campaign, deleted ones too')
    .requiredOption('--to <folder>', 'made if it is not there; an earlier export is never overwritten')
    .addHelpText('after', `\nExample:\n  lastcall audit export ${id} --to evidence`)
    .action(
      run(async (context, campaign, { to }) =>
        (await import('../work/audit-export.js')).exportCampaign(context, campaign, to),
      ),
    )
  group
    .command('key')
    .description('Make a key for checkpoints. Keep it away from those who run the dialer.')
    .requiredOption('--name <name>', 'who signs, such as example.org/lastcall')
    .requiredOption('--out <file>', 'the private key; the public one is written beside it as <file>.pub')
    .addHelpText('after', '\nExample:\n  lastcall audit key --name example.org/lastcall --out audit.key')
    .action(run(async (_, flags) => (await import('../work/audit-checkpoint.js')).makeKey(flags)))
  group
    .command('checkpoint')
    .description('Sign how many events a campaign has and the root over them; publish it elsewhere.')
    .argument('<campaign>', 'id of the campaign, deleted ones too')
    .requiredOption('--key <file>', 'the private key')
    .option('--out <file>', 'where the checkpoint goes; never over another one')
    .option('--after <file>', 'an earlier checkpoint, which this one must not contradict')
    .option('--origin <name>', 'the name of this log; as usual that of the key and the campaign')
    .addHelpText(
      'after',
      `\nExample:\n  lastcall audit checkpoint ${id} --key audit.key --out checkpoint.txt`,
    )
    .action(
      run(async (context, campaign, flags) =>
        (await import('../work/audit-checkpoint.js')).signHead(context, campaign, flags),
      ),
    )
}

export const audit = ({ command, run }: Registry): void => {
  const group = command('audit')
    .description('Check every promise, replay history, and hand out evidence; `verify` if nothing is named.')
    .addHelpText('after', '\nExample:\n  lastcall audit --network network.jsonl --report')
  verifying(group, run)
  telling(group, run)
  handingOut(group, run)
}
