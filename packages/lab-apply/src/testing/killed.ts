/** What a process that was killed would see of its requests, if it could see. */
class Killed extends Error {}

/**
 * Lets a number of writes land, loses the answer of the last one, and sends nothing after it. `revive` starts the next
 * life.
 */
export function killAfterWrites(writes: number) {
  let left = writes;
  return {
    revive(more: number): void {
      left = more;
    },
    async intercept(request: Request, answer: () => Promise<Response>): Promise<Response> {
      if (left <= 0) throw new Killed();
      if (request.method === 'GET') return answer();
      left -= 1;
      const isLast = left === 0;
      const response = await answer();
      if (isLast) throw new Killed();
      return response;
    },
  };
}
