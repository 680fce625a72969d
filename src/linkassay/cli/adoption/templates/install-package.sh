python -m venv "$RUNNER_TEMP/linkassay"
"$RUNNER_TEMP/linkassay/bin/python" -m pip --quiet --disable-pip-version-check install \
  --only-binary :all: "$PACKAGE"
echo "$RUNNER_TEMP/linkassay/bin" >> "$GITHUB_PATH"
