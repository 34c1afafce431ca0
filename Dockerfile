# syntax=docker/dockerfile:1
# Builds the production server and runs it as an unprivileged user on a read-only file system.
#   docker build -t backcast .
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#     -v backcast-data:/data -v ./site.json:/config/site.json:ro \
#     -e BACKCAST_CONFIG=/config/site.json -e BACKCAST_PSEUDONYM_KEY=... -p 3000:3000 backcast
#
# Build releases from a digest, so that the same source gives the same image, and renew it with the base's security fixes:
#   docker build --build-arg NODE_IMAGE=node@sha256:... -t backcast .
ARG NODE_IMAGE=node:22-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
COPY vendor vendor
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM ${NODE_IMAGE}
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000 BACKCAST_DATA=/data
WORKDIR /app
COPY --from=build --chown=root:root /app/.next/standalone ./
COPY --from=build --chown=root:root /app/.next/static .next/static
COPY --from=build --chown=root:root /app/public public
COPY --from=build --chown=root:root /app/models models
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health?check=ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
