# Builds the bot from source and puts it into a small image with only a Java runtime.
#
#   docker build -t cheevo-herald .
#
# How to start it is in docs/operating.md under "Running it with Docker".

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY .mvn .mvn
COPY pom.xml .
COPY src src
# Maven's downloads are cached on the building machine, and don't end up in the image.
RUN --mount=type=cache,target=/build/repository \
    mvn --batch-mode --no-transfer-progress -Dmaven.repo.local=/build/repository -Dmaven.test.skip=true package \
# SQLite's library for this machine (x86_64 or aarch64), so that the bot doesn't unpack it at each start.
 && cd target && jar --extract --file cheevo-herald.jar "org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so" \
 && mv "org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so" .

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 herald \
 && useradd --uid 10001 --gid herald --home-dir /data --no-create-home --shell /usr/sbin/nologin herald \
 && install --directory --owner=herald --group=herald --mode=1777 /data
WORKDIR /opt/cheevo-herald
# Readable for any user the container runs as, whatever the checkout's file modes.
COPY --chmod=0644 LICENSE jvm.options ./
COPY --from=build --chmod=0644 /build/target/cheevo-herald.jar /build/target/libsqlitejdbc.so ./

# Runs the bot once, in its sandbox and only on loopback, until it has posted something and reports that it's healthy. That
# proves that it works in this image, and leaves the archive of classes named in jvm.options, which halves the time of every
# later start.
RUN java @jvm.options -jar cheevo-herald.jar sandbox --port 0 --once \
      --bot-option=-XX:ArchiveClassesAtExit=/opt/cheevo-herald/cheevo-herald.jsa --bot-option=-Xlog:disable \
 && chmod 0644 cheevo-herald.jsa && test -s cheevo-herald.jsa

# Few arenas: glibc would keep one for each thread, along with the memory freed in it.
# The database's address is a default: config.yml wins over it, and HERALD_DATABASE_URL over both.
ENV MALLOC_ARENA_MAX=2 \
    HERALD_DEFAULT_DATABASE_URL=jdbc:sqlite:/data/cheevo-herald.db

USER 10001:10001
VOLUME /data

# HealthCheck comes with the bot: a Java runtime has neither curl nor a compiler. It looks at config.yml, too, and gives up after two seconds of silence.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["java", "-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", "cheevo-herald.jar", "io.github.cheevoherald.HealthCheck"]

# No shell in between: SIGTERM reaches the bot itself, which then has ten seconds to finish its work.
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "@jvm.options", "-jar", "cheevo-herald.jar"]
CMD ["run"]
