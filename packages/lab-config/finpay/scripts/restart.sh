echo "Restarting fraud-detector in #{Octopus.Environment.Name}..."
kubectl rollout restart deployment/fraud-detector -n #{Namespace}
kubectl rollout status deployment/fraud-detector -n #{Namespace} --timeout=120s
echo
echo "Pods after the restart:"
kubectl get pods -n #{Namespace} -l app=fraud-detector
