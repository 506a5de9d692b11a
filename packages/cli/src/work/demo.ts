/** `lastcall demo`: a campaign from a real CSV file, dialed, stopped in the middle, and proved. */
import type { Context } from '../context'
import type { DemoFlags, Scene } from '../demo/scene'
import type { Outcome } from '../outcome'
import { answer } from '../outcome'

const perform = async ({ terminal }: Context, scene: Scene): Promise<Outcome> => {
  const [{ play }, { voiceOn }, { resultOf }, { demoText }] = await Promise.all([
    import('../demo/play.js'),
    import('../demo/voice.js'),
    import('../demo/result.js'),
    import('../demo/text.js'),
  ])
  const voice = voiceOn(terminal)
  try {
    const { recipients, rejected, rejects } = scene
    voice.say(`${recipients} recipients imported, ${rejected} rows rejected (${rejects})`)
    const told = await play(scene, voice)
    voice.end()
    if (told._tag === 'Left') return told
    const result = await resultOf(scene, told.right)
    if (result._tag === 'Left') return result
    const { kept } = result.right
    return answer(result.right, demoText(result.right, terminal.colours), kept ? 'done' : 'violation')
  } finally {
    voice.end()
    scene.stage.clear()
    await scene.opened.close()
  }
}

export const showDemo = async (context: Context, flags: DemoFlags): Promise<Outcome> => {
  context.terminal.err(context.terminal.json ? '' : 'Lastcall: a campaign is dialed, stopped, and proved.\n')
  const { setScene } = await import('../demo/scene.js')
  const scene = await setScene(flags, context.store)
  return scene._tag === 'Left' ? scene : perform(context, scene.right)
}
