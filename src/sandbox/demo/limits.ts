/** What one run may ask of the demo service and of the sample files. What passes one of these is answered `tooMuch`. */
export interface DemoLimits {
  /** Questions that are out at once. */
  readonly atOnce: number;
  /** Questions in one run. */
  readonly questions: number;
  /** Bytes of all responses and files of one run. */
  readonly bytes: number;
  /** How long one response may take altogether, seconds. */
  readonly seconds: number;
}

export const DEMO_LIMITS: DemoLimits = { atOnce: 500, questions: 5000, bytes: 32 * 1024 * 1024, seconds: 15 };

/** What one question may look like. */
export const MAX_URL = 2000;
export const MAX_HEADERS = 50;
export const MAX_HEADER = 2000;
export const MAX_BODY_BYTES = 64 * 1024;
