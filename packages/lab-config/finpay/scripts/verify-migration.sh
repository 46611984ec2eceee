echo "Looking at payments-api after migration #{MigrationName}"
namespace="#{Namespace}"
pod=$(kubectl get pod -n "${namespace}" -l app=payments-api -o jsonpath='{.items[0].metadata.name}')
code=$(kubectl exec -n "${namespace}" "${pod}" -- \
  curl -s -o /dev/null -w '%{http_code}' http://localhost:80/ 2>/dev/null)
if [ "${code}" = "200" ]; then
  echo "✅ payments-api is healthy after the migration"
else
  echo "⚠️  payments-api answered HTTP ${code}: look into it"
fi
