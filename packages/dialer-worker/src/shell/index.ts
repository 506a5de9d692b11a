/** The shell of a worker: the only files of this package that wait. */
export { systemWorkerClock } from './clock'
export { offsetMinutes } from './offset'
export type { WorkerClock, WorkerLog, WorkerPorts } from './ports'
export type { CampaignStatus, WorkerStatus } from './status'
export { startWorker } from './worker'
export type { Worker, WorkerOptions } from './worker'
