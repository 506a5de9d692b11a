/** One caller's connection: frames in, answers and events out. A bad frame gets an error frame and nothing worse. */
import type { Socket } from 'node:net'
import type { Exchange } from '../exchange/exchange'
import { readToNetwork, written } from '../wire/frame'
import { cut, fromStart } from '../wire/lines'

/** A caller that does not read so many bytes is cut off; it comes back and asks again. */
const mostUnreadBytes = 16 * 1024 * 1024

export const attend = (network: Exchange, socket: Socket): void => {
  const send = (text: string): void => {
    if (!socket.writable) return
    socket.write(text)
    if (socket.writableLength > mostUnreadBytes) socket.destroy()
  }
  const line = network.connect((heard) => {
    send(heard.map((each) => written(each)).join(''))
  })
  const complain = (why: string): void => {
    send(written({ is: 'error', why }))
  }
  const receive = (text: string): void => {
    const frame = readToNetwork(text)
    if (frame._tag === 'Left') complain(frame.left)
    else if (frame.right.is === 'ping') send(written({ is: 'pong', ask: frame.right.ask }))
    else network.say({ ...frame.right, line: line.id })
  }
  let cutting = fromStart
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    const { lines, tooLong, next } = cut(cutting, chunk)
    cutting = next
    for (let i = 0; i < tooLong; i += 1) complain('frame too long')
    for (const text of lines) receive(text)
  })
  // A lost connection is no news to the network: 'close' follows.
  socket.on('error', () => undefined)
  socket.on('close', line.drop)
}
