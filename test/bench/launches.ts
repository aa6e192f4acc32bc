import type { FakePlatform } from '../support/fake-platform.ts';
import type { Child } from './child.ts';
import { forEach, measureRounds, median } from './figures.ts';
import { land, login, newLaunch, postLaunch, type LaunchUnderWay, type Site } from './launch.ts';

const launches = 64;
const atOnce = 4;
const plan = { warmUp: 16, rounds: 5, seconds: 45 };

/** CPU in ms. */
export interface LaunchCost {
  readonly login: number;
  readonly launch: number;
  readonly landing: number;
  readonly all: number;
}

export type Launched = Child & { readonly site: Site };

/** Each round is `launches` new browsers of known people, step by step, in turn with every site. */
export async function measureLaunches(
  sites: readonly Launched[],
  platform: FakePlatform,
): Promise<readonly LaunchCost[]> {
  const rounds = await measureRounds(plan, async () => {
    const costs: LaunchCost[] = [];
    for (const site of sites) costs.push(await launchAll(site, platform, false));
    return costs;
  });
  return sites.map((_, index) => toMedians(rounds.flatMap((costs) => costs[index] ?? [])));
}

/** The login inside a frame answers with a page instead of a redirect. */
export async function measureFrameLogin(tool: Launched, platform: FakePlatform): Promise<number> {
  const costs = await measureRounds({ warmUp: 2, rounds: 3, seconds: 10 }, () =>
    launchAll(tool, platform, true),
  );
  return median(costs.map((cost) => cost.login));
}

async function launchAll(server: Launched, platform: FakePlatform, inFrame: boolean): Promise<LaunchCost> {
  const { site } = server;
  const all = Array.from({ length: launches }, (_, n) => newLaunch(`subject-${n}`));
  const cpuOf = async (step: (launch: LaunchUnderWay) => Promise<void>): Promise<number> => {
    const before = server.cpu();
    await forEach(all, atOnce, step);
    return (server.cpu() - before) / launches;
  };
  const loginCost = await cpuOf((launch) => login(site, platform, launch, { inFrame }));
  const launchCost = await cpuOf((launch) => postLaunch(site, platform, launch));
  const landing = await cpuOf(land);
  return { login: loginCost, launch: launchCost, landing, all: loginCost + launchCost + landing };
}

function toMedians(costs: readonly LaunchCost[]): LaunchCost {
  const of = (step: keyof LaunchCost): number => median(costs.map((cost) => cost[step]));
  return { login: of('login'), launch: of('launch'), landing: of('landing'), all: of('all') };
}
