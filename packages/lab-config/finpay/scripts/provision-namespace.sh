name="#{NewNamespace}"
echo "Namespace ${name} in #{Octopus.Environment.Name}"
if kubectl get namespace "${name}" 2>/dev/null; then
  echo "It is there already"
else
  kubectl create namespace "${name}"
fi
kubectl label namespace "${name}" app.kubernetes.io/managed-by=octopus --overwrite
