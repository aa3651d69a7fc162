import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId, toObjectId } from '../common/object-id';
import { Device } from './device.schema';

const TOKEN = /^[\w-]{32}$/;

/** How a device introduces itself. */
export interface DeviceClaim {
  /** The cookie it was given; null when it has none. */
  token: string | null;
  userAgent: string | undefined;
}

export interface NewDevice {
  userId: string;
  deviceId: string;
  userAgent: string | undefined;
}

/** Told before the sign-in is answered; for rooms to the right of this one. */
export type NewDeviceListener = (device: NewDevice) => Promise<void>;

/** On which devices people have signed in. A password that is used on another one may have been stolen. */
@Injectable()
export class Devices {
  private readonly listeners: NewDeviceListener[] = [];

  constructor(@InjectModel(Device.name) private readonly devices: Model<Device>) {}

  onNew(listener: NewDeviceListener): void {
    this.listeners.push(listener);
  }

  /** Answers the token that the device is to keep. The first device of an account is nobody's news. */
  async signedIn(userId: string, { token: claimed, userAgent }: DeviceClaim): Promise<string> {
    const token = claimed !== null && TOKEN.test(claimed) ? claimed : randomBytes(24).toString('base64url');
    const known = { userId: toObjectId(userId), tokenHash: hashOf(token) };
    const { matchedCount } = await this.devices.updateOne(known, { $set: { lastUsedAt: new Date() } });
    if (matchedCount > 0) return token;
    const isFirst = !(await this.devices.exists({ userId: known.userId }));
    const device = { _id: newObjectId(), ...known, lastUsedAt: new Date() };
    if ((await this.add(device)) && !isFirst) {
      const news = { userId, deviceId: device._id.toHexString(), userAgent };
      await Promise.all(this.listeners.map((listener) => listener(news)));
    }
    return token;
  }

  /** False when another sign-in of the same device was faster. */
  private async add(device: Device): Promise<boolean> {
    try {
      await this.devices.collection.insertOne(device);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
