import { closest } from '@octotrain/checked-yaml';
import type { Car, Train } from '../file/train.ts';
import type { Fault } from './fault.ts';
import type { Observed, ObservedCar } from './observed.ts';
import type { Ref } from './plan.ts';

/** What the server's answers say against one car: its space, project, environments, tenants, release and smoke tests. */
export function checkCar(options: { train: Train; car: Car; index: number; observed: Observed }): readonly Fault[] {
  const { train, car, index, observed } = options;
  const there = observed.cars[car.id];
  if (!there) return [missingProject(car, index, observed)];
  const environments = checkEnvironments(train, index, there);
  return [
    ...(there.disabled
      ? [
          {
            path: ['cars', index, 'project'],
            code: 'project-disabled',
            message: `project ${car.project} is disabled`,
            hint: 'enable it',
          },
        ]
      : []),
    ...environments,
    ...(environments.length > 0 ? [] : checkTenants(train, car, index, there)),
    ...checkRelease(car, index, there),
    ...checkSmoke(train, car, index, there, observed),
  ];
}

function missingProject(car: Car, index: number, observed: Observed): Fault {
  const path = ['cars', index, 'project'];
  const space = observed.spaces.find(({ name }) => same(name, car.space));
  if (!space) {
    const hint = suggestion(
      car.space,
      observed.spaces.map(({ name }) => name),
      'this account sees the spaces',
    );
    return { path, code: 'unknown-space', message: `no space \`${car.space}\``, hint };
  }
  const names = observed.projects[space.name] ?? [];
  return {
    path,
    code: 'unknown-project',
    message: `no project \`${car.project}\` in ${space.name}`,
    hint: suggestion(car.project, names, 'its projects are'),
  };
}

function checkEnvironments(train: Train, index: number, there: ObservedCar): Fault[] {
  return train.environments.flatMap((name, at) => {
    if (find(there.environments, name)) return [];
    return [
      {
        path: ['environments', at],
        code: 'unknown-environment',
        message: `no environment \`${name}\` in space ${there.space.name} (car ${index + 1})`,
        hint: suggestion(
          name,
          there.environments.map((environment) => environment.name),
          'its environments are',
        ),
      },
    ];
  });
}

function checkTenants(train: Train, car: Car, index: number, there: ObservedCar): Fault[] {
  const untenanted = car.tenants === null || car.tenants.untenanted;
  if (untenanted && there.tenancy === 'Tenanted') {
    return [
      {
        path: ['cars', index, 'tenants'],
        code: 'tenant-needed',
        message: `${there.project.name} deploys to tenants only`,
        hint: `say which: tenants: { include: [${there.tenants.map(({ name }) => name).join(', ')}] }`,
      },
    ];
  }
  return (car.tenants?.include ?? []).flatMap((name, at): Fault[] => {
    const path = ['cars', index, 'tenants', 'include', at];
    if (there.tenancy === 'Untenanted') {
      return [
        {
          path,
          code: 'untenanted-project',
          message: `${there.project.name} does not deploy to tenants`,
          hint: 'leave `tenants` out',
        },
      ];
    }
    const tenant = there.tenants.find((each) => same(each.name, name));
    if (!tenant) {
      const exists = there.tenantNames.some((each) => same(each, name));
      return [
        exists
          ? {
              path,
              code: 'tenant-not-connected',
              message: `tenant \`${name}\` is not connected to ${there.project.name}`,
              hint: 'connect it, or leave it out',
            }
          : {
              path,
              code: 'unknown-tenant',
              message: `no tenant \`${name}\` in ${there.space.name}`,
              hint: suggestion(name, there.tenantNames, 'its tenants are'),
            },
      ];
    }
    return train.environments.flatMap((environmentName) => {
      const environment = find(there.environments, environmentName);
      if (!environment || tenant.environmentIds.includes(environment.id)) return [];
      return [
        {
          path,
          code: 'tenant-not-connected',
          message: `tenant \`${tenant.name}\` is not connected to ${there.project.name} in ${environment.name}`,
          hint: 'connect it, or leave it out',
        },
      ];
    });
  });
}

function checkRelease(car: Car, index: number, there: ObservedCar): Fault[] {
  if (!there.release && !car.create) {
    return [
      {
        path: ['cars', index, 'release'],
        code: 'no-release',
        message: `${there.project.name} has no release ${car.version}`,
        hint: `create it, or write release: { version: ${car.version}, create: ifMissing }`,
      },
    ];
  }
  if (!there.release?.blocked) return [];
  return [
    {
      path: ['cars', index, 'release'],
      code: 'release-blocked',
      message: `release ${car.version} of ${there.project.name} has an unresolved defect: Octopus will not promote it`,
      hint: 'resolve the defect in Octopus, or take another version',
    },
  ];
}

function checkSmoke(train: Train, car: Car, index: number, there: ObservedCar, observed: Observed): Fault[] {
  return car.smoke.flatMap((smoke, at): Fault[] => {
    const path = ['cars', index, 'smoke', at];
    if (smoke.kind === 'step') {
      if (there.stepNames.some((name) => same(name, smoke.step))) return [];
      return [
        {
          path: [...path, 'step'],
          code: 'unknown-step',
          message: `the process of ${there.project.name} has no step \`${smoke.step}\``,
          hint: suggestion(smoke.step, there.stepNames, 'its steps are'),
        },
      ];
    }
    if (observed.contexts === null) {
      return [
        {
          path,
          code: 'no-kubeconfig',
          message: `${smoke.kind} needs a cluster, and there is no kubeconfig`,
          hint: 'set KUBECONFIG',
        },
      ];
    }
    const known = observed.contexts;
    return [...new Set(train.environments.map((environment) => train.clusters[environment] ?? ''))]
      .filter((context) => context !== '' && !known.includes(context))
      .map((context) => ({
        path: ['clusters', train.environments.find((environment) => train.clusters[environment] === context) ?? ''],
        code: 'unknown-context',
        message: `no context \`${context}\` in the kubeconfig`,
        hint: suggestion(context, known, 'its contexts are'),
      }));
  });
}

function suggestion(word: string, candidates: readonly string[], otherwise: string): string {
  const near = closest(word, candidates);
  return near ? `did you mean \`${near}\`?` : `${otherwise}: ${candidates.join(', ') || 'none'}`;
}

function find(environments: readonly Ref[], name: string): Ref | undefined {
  return environments.find((environment) => same(environment.name, name));
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
