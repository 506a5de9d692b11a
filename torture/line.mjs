/** The lines between workers and network, through this process: they can be cut, and frozen with bytes on their way. */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

const host = '127.0.0.1'

export const openLines = async (networkPort) => {
  const pairs = new Set()
  let frozen = false

  const join = (from, to, pair) => {
    from.on('data', (bytes) => to.write(bytes))
    from.on('end', () => to.end())
    from.on('error', () => undefined)
    from.on('close', () => {
      to.destroy()
      pairs.delete(pair)
    })
    if (frozen) from.pause()
  }

  const server = createServer({ noDelay: true }, (caller) => {
    const network = connect({ host, port: networkPort, noDelay: true })
    const pair = [caller, network]
    pairs.add(pair)
    join(caller, network, pair)
    join(network, caller, pair)
  })
  server.listen(0, host)
  await once(server, 'listening')

  const all = () => [...pairs].flat()
  return {
    port: server.address().port,
    cut: () => {
      for (const socket of all()) socket.destroy()
    },
    freeze: () => {
      frozen = true
      for (const socket of all()) socket.pause()
    },
    thaw: () => {
      frozen = false
      for (const socket of all()) socket.resume()
    },
    close: () => {
      for (const socket of all()) socket.destroy()
      server.close()
    },
  }
}
