# docker build --tag mlsysbib .
# docker run --rm --volume "$PWD:/work" mlsysbib export vllm
FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
RUN python -m venv /opt/mlsysbib \
    && /opt/mlsysbib/bin/pip install --no-cache-dir . ./index-data

FROM python:3.13-slim
COPY --from=build /opt/mlsysbib /opt/mlsysbib
ENV PATH="/opt/mlsysbib/bin:$PATH" MLSYSBIB_DATA=/opt/mlsysbib/indexes
# The index is built once, here, so that no run has to.
RUN mlsysbib index build --quiet \
    && useradd --create-home --uid 1000 user
USER 1000
WORKDIR /work
ENTRYPOINT ["mlsysbib"]
