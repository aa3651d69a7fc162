import { passUpload } from '@/server/pass-upload';

export const dynamic = 'force-dynamic';

/** Uploads have a way of their own to the API; everything else below /api goes through `proxy.ts`. */
export const POST = passUpload;
