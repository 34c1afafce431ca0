import { sha256Hex } from '@/lib/core/hash';
import type { HandOverLock } from './consentRecord';

export const isPin = (text: string): boolean => /^\d{4}$/.test(text);

/** @param salt random, from the caller. */
export async function lockWith(pin: string, salt: string): Promise<HandOverLock> {
  return { salt, sha256: await sha256Hex(`${salt}:${pin}`) };
}

export async function opens(lock: HandOverLock, pin: string): Promise<boolean> {
  return (await sha256Hex(`${lock.salt}:${pin}`)) === lock.sha256;
}
