line="============================================"
echo "${line}"
echo "  DATABASE MIGRATION"
echo "  Service:     payments-api"
echo "  Environment: #{Octopus.Environment.Name}"
echo "  Migration:   #{MigrationName}"
echo "  Run by:      #{Octopus.Deployment.CreatedBy.DisplayName}"
echo "  Time:        $(date -u '+%Y-%m-%d %H:%M:%S UTC')"
echo "${line}"
echo

# A real one would start a pod of the service's image in #{Namespace} that runs the migration.
echo "(Simulated) Running migration #{MigrationName}..."
sleep 2
echo "Migration complete. Rows affected: 42,387. Duration: 12.3s."
