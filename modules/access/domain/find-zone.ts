import { isInNetwork } from '../contract/network.ts';

export interface NetworkZone {
  readonly name: string;
  readonly networks: readonly string[];
  readonly trusted: boolean;
}

/** The first zone that an address lies in; undefined: none. */
export const findZone = (zones: readonly NetworkZone[], address: string): NetworkZone | undefined =>
  zones.find((zone) => zone.networks.some((network) => isInNetwork(address, network)));
