/** What one API process does, over the last seconds. Times in milliseconds, rates a second; null where nothing happened to measure. */
export interface ProcessFiguresDto {
  processId: string;
  startedAt: string;
  /** When these figures were taken. */
  at: string;
  sockets: number;
  /** With at least one socket on this process. */
  people: number;
  rooms: number;
  /** Messages acknowledged. */
  messages: number;
  /** Repeats of a stored message among what was acknowledged. */
  duplicates: number;
  /** Commands that were answered with an error. */
  refused: number;
  /** Gaps that clients had filled from the database, and chats they read anew. */
  gaps: number;
  resets: number;
  /** Sockets cut because nobody read, since the process started. */
  slowConsumersCut: number;
  ackP95: number | null;
  databaseP95: number | null;
  jobLagP95: number | null;
  /** How late the event loop came to what was due, at worst. */
  loopLag: number;
  /** Of one core: 1 is all of it. */
  cpu: number;
  /** Resident, in bytes. */
  memory: number;
}

/** Every process that was heard of lately, by the time it started. */
export interface LiveFiguresDto {
  at: string;
  /** False while Redis does not carry what the processes tell each other: then only the asked one is here. */
  isInTouch: boolean;
  processes: ProcessFiguresDto[];
}
