line="============================================"
echo "${line}"
echo "  CLUSTER HEALTH CHECK"
echo "  Environment: #{Octopus.Environment.Name}"
echo "  Checked by:  #{Octopus.Deployment.CreatedBy.DisplayName}"
echo "  Time:        $(date -u '+%Y-%m-%d %H:%M:%S UTC')"
echo "${line}"

echo
echo "--- Nodes ---"
kubectl get nodes -o wide

echo
echo "--- Pods Not Running (across all namespaces) ---"
selector="status.phase!=Running,status.phase!=Succeeded"
troubled=$(kubectl get pods -A --field-selector="${selector}" --no-headers 2>/dev/null | wc -l)
if [ "${troubled}" -gt 0 ]; then
  echo "⚠️  ${troubled} pods are in trouble:"
  kubectl get pods -A --field-selector="${selector}"
else
  echo "✅ Every pod is healthy"
fi

echo
echo "--- Recent Warnings ---"
kubectl get events -A --field-selector type=Warning --sort-by=.lastTimestamp | tail -10

echo
echo "--- PVCs ---"
kubectl get pvc -A
