FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
# Packages first: they change seldom, and their layer is kept.
COPY global.json .editorconfig Directory.Build.props Directory.Packages.props ./
COPY LiveChat.Core/LiveChat.Core.csproj LiveChat.Core/
COPY LiveChat.Web/LiveChat.Web.csproj LiveChat.Web/
RUN dotnet restore LiveChat.Web
COPY LiveChat.Core LiveChat.Core
COPY LiveChat.Web LiveChat.Web
COPY wwwroot wwwroot
RUN dotnet publish LiveChat.Web --no-restore -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# A new named volume takes its owner from the folder it covers.
RUN mkdir -p /data/keys /data/media && chown -R $APP_UID /data
ENV ASPNETCORE_HTTP_PORTS=8080 Keys__Path=/data/keys Media__Path=/data/media
USER $APP_UID
EXPOSE 8080
# The image has bash but no curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r -t 4 _ code _ <&3 && [ \"$code\" = 200 ]"]
ENTRYPOINT ["dotnet", "LiveChat.Web.dll"]
