echo "Smoke test of payments-api in #{Octopus.Environment.Name}"
namespace="#{Namespace}"
kubectl rollout status deployment/payments-api -n "${namespace}" --timeout=120s

pod=$(kubectl get pod -n "${namespace}" -l app=payments-api -o jsonpath='{.items[0].metadata.name}')
code=$(kubectl exec -n "${namespace}" "${pod}" -- \
  curl -s -o /dev/null -w '%{http_code}' http://localhost:80/ 2>/dev/null)
if [ "${code}" = "200" ]; then
  echo "✅ payments-api is healthy (HTTP ${code})"
else
  echo "❌ payments-api is not healthy (HTTP ${code})"
  exit 1
fi
