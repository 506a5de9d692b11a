/** How much one import takes in. */
export interface ImportLimits {
  /** Valid rows, which become recipients. */
  readonly recipients: number
  readonly rowBytes: number
  readonly columns: number
  readonly fileBytes: number
}

export const defaultLimits: ImportLimits = {
  recipients: 1_000_000,
  rowBytes: 4_096,
  columns: 50,
  fileBytes: 1_000_000_000,
}
